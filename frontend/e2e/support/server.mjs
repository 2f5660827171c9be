// A real server with the demo world, on a free port and an empty database, for one test file.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/// The password of every account of the demo world, as the README says.
export const PASSWORD = "Sanfang-2026";

function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by \`cargo xtask e2e\``);
  return value;
}

/// Starts a server; `stop()` ends it and removes its data.
export async function startServer(environment = {}) {
  const data = await mkdtemp(join(tmpdir(), "sanfang-e2e-"));
  const child = spawn(setting("SANFANG_PROGRAM"), ["serve", "--demo"], {
    env: {
      ...process.env,
      SANFANG_DATA: data,
      SANFANG_LISTEN: "127.0.0.1:0",
      SANFANG_WEB: setting("SANFANG_WEB"),
      SANFANG_FONTS: setting("SANFANG_FONTS"),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  const ended = new Promise((resolve) => child.once("close", resolve));
  const url = await new Promise((resolve, reject) => {
    const follow = (line) => {
      log.push(line);
      if (log.length > 200) log.shift();
      const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) resolve(address[0]);
    };
    createInterface({ input: child.stdout }).on("line", follow);
    createInterface({ input: child.stderr }).on("line", follow);
    ended.then((code) => reject(new Error(`the server ended (${code}):\n${log.join("\n")}`)));
    child.once("error", reject);
  });
  return {
    url,
    /// The last lines that the server wrote.
    log,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
