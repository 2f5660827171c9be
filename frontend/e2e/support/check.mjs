// What holds for every page: no fault in the console, nothing that axe finds, nothing that runs
// out of a phone's screen, and a picture for somebody to look at.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { WIDTHS } from "./browser.mjs";

const AXE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = fileURLToPath(new URL("../../../target/screens/", import.meta.url));
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Checks the page as it stands at both widths, keeps `target/screens/<name>-<width>.png`, and
/// leaves the width as it was.
export async function checkPage(page, name) {
  const before = page.viewportSize();
  for (const viewport of Object.values(WIDTHS)) {
    await page.setViewportSize(viewport);
    await checkPageHere(page, `${name}-${viewport.width}`);
  }
  await page.setViewportSize(before);
}

/// The same at the width that the page has now.
export async function checkPageHere(page, name) {
  await settle(page);
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });
  assert.deepEqual(page.faults.splice(0), [], `${name}: faults`);
  assert.deepEqual(await violations(page), [], `${name}: axe`);
  assert.deepEqual(await tooWide(page), [], `${name}: wider than the screen`);
}

/// Waits until nothing is loading and two frames are drawn, at the top of the page: what the bar
/// covers further down is an accident of scrolling, which axe would call too small a target.
async function settle(page) {
  await page.waitForLoadState("networkidle");
  await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    window.scrollTo(0, 0);
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

/// What axe finds, one line each. Its text goes in by the debugger, which no policy stops.
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await AXE);
  const found = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: "tag", values: rules },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
    );
  }, RULES);
  return found;
}

/// The elements that stick out to the right, if the page as a whole can be scrolled sideways.
async function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const { right } = element.getBoundingClientRect();
      return right > width + 0.5;
    });
    return ["the page scrolls sideways", ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
  });
}
