// Logging in without the form: its own test fills it in; all others come in by the side door.
import assert from "node:assert/strict";

import { PASSWORD } from "./server.mjs";

const PORTALS = { student: "student", employer: "employer", school: "school", college: "school", platform: "platform" };

/// Calls the API from within the page, as the client does. Gives `{ status, body }`.
export async function callApi(page, method, path, { body, token, headers = {} } = {}) {
  return page.evaluate(
    async ({ method, path, body, token, headers }) => {
      const reply = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await reply.text();
      const isJson = (reply.headers.get("content-type") ?? "").includes("json");
      return { status: reply.status, body: isJson && text ? JSON.parse(text) : text };
    },
    { method, path, body, token, headers },
  );
}

/// Logs `login` (such as `student01`) in and opens `path`. Gives the access token, for `callApi`.
export async function logIn(page, url, login, path = "/", password = PASSWORD) {
  // A page of this origin without the client, so that the client meets the cookie when it starts.
  await page.goto(`${url}/healthz`);
  const portal = PORTALS[login.replace(/\d+$/, "")];
  const reply = await callApi(page, "POST", "/auth/login", { body: { portal, login, password } });
  assert.equal(reply.status, 200, `log-in of ${login}: ${JSON.stringify(reply.body)}`);
  // The mark without which the client does not even try the cookie (src/session.rs).
  await page.evaluate(() => localStorage.setItem("sanfang.session", "1"));
  await page.goto(`${url}${path}`);
  return reply.body.access_token;
}
