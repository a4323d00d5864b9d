navigator.serviceWorker.onmessage = ({ data }) => (document.body.dataset.said = JSON.stringify(data));
await navigator.serviceWorker.register("/inside.js", { type: "module" });
const { active } = await navigator.serviceWorker.ready;
active.postMessage(new URLSearchParams(location.search).get("host"));
