// Chromium, and a page that remembers what went wrong in it.
import { chromium } from "playwright-core";

/// The two widths at which every page is looked at: a desk and a phone.
export const WIDTHS = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/// Starts the browser that `CHROMIUM` names.
export function startBrowser() {
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: isRoot ? [...FLAGS, "--no-sandbox"] : FLAGS,
  });
}

/// A page of a person of their own (cookies, storage), in a language and at a width.
/// `page.faults` holds every error of the console, script or network since the last check.
export async function openPage(browser, { width = "desk", language = "zh-CN", scheme = "light" } = {}) {
  const context = await browser.newContext({
    viewport: WIDTHS[width],
    locale: language,
    timezoneId: "Asia/Shanghai",
    colorScheme: scheme,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url } = message.location();
    // Asked for on the bare page of `logIn`; the client's own pages name their icon.
    if (url.endsWith("/favicon.ico")) return;
    page.faults.push(`console: ${message.text()} (${url})`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that is left cancels what it was still waiting for.
    if (why !== "net::ERR_ABORTED") page.faults.push(`network: ${request.url()} ${why}`);
  });
  return page;
}

/// Does something whose answer is meant to be an error (a wrong password, a lost race): the
/// browser writes such answers to its console. Faults of scripts still count.
export async function expectingRefusal(page, work) {
  const before = page.faults.length;
  const result = await work();
  const refused = (fault) => /^console: Failed to load resource: .* 4\d\d/.test(fault);
  page.faults.splice(before, Infinity, ...page.faults.slice(before).filter((fault) => !refused(fault)));
  return result;
}
