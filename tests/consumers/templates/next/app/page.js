"use client";

import { useEffect, useState } from "react";
import { AdminUsersSessionApi, SlackApiError } from "slack-admin-session";
import { calls } from "../calls.js";

export default function Page() {
  const [said, setSaid] = useState();
  useEffect(() => {
    const host = new URLSearchParams(location.search).get("host");
    calls({ AdminUsersSessionApi, SlackApiError }, host).then((result) => setSaid(JSON.stringify(result)));
  }, []);
  return <body data-said={said} />;
}
