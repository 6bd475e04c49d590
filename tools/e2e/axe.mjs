import axe from 'axe-core';

/** What axe-core finds to be serious or critical on the page as it stands. */
export async function seriousFindings(page) {
  // Evaluated by the test's own hand, since the page's policy rightly refuses foreign scripts.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
