const worker = new Worker("/inside.js", { type: "module" });
worker.onmessage = ({ data }) => (document.body.dataset.said = JSON.stringify(data));
worker.onerror = (event) => console.error(event.message);
worker.postMessage(new URLSearchParams(location.search).get("host"));
