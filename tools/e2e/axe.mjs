import axe from 'axe-core';

/** Resolves when nothing that ends moves or fades any more: half of a dialog has no contrast. */
async function atRest(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // What was just opened begins to move with the second frame.
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe-core finds to be serious or critical on the page as it stands. */
export async function seriousFindings(page) {
  await atRest(page);
  // Evaluated by the test's own hand, since the page's policy rightly refuses foreign scripts.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
