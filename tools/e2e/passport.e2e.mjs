// The page of a passport, from a disk and without a network, as somebody opens it who was sent the file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { formatVerifierKey } from '@countersign/domain/audit-log';
import { packFiles, unpackFiles } from '@countersign/domain/passport';
import { examplePassport, exampleSigner } from '@countersign/domain/passport-example';
import { seededRandom } from '@countersign/statistics/random';
import { root } from '../set-up/run.mjs';
import { seriousFindings } from './axe.mjs';
import { openPage } from './browser.mjs';

const pageUrl = pathToFileURL(join(root, 'apps/console/dist/.passport/verify.html')).href;

async function opened(t, options) {
  const { page, complaints } = await openPage(t, options);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await page.goto(pageUrl);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-passport-'));
  t.after(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const choose = async (bytes) => {
    const file = join(folder, `passport-${(files += 1)}.zip`);
    writeFileSync(file, bytes);
    await page.getByLabel(/^Passport/).setInputFiles(file);
  };
  return { page, complaints, asked, choose };
}

const key = formatVerifierKey(exampleSigner.key);
const rowOf = (page, name) => page.getByRole('row', { name: new RegExp(`^${name}`) });

test('P-114 the page takes the decision again without a network, and shows every check', async (t) => {
  const { page, complaints, asked, choose } = await opened(t);
  await choose(examplePassport());
  await page.getByRole('heading', { name: 'Valid, with 3 of 17 checks unknown' }).waitFor();
  assert.match(await rowOf(page, 'The key is the one I know').innerText(), /unknown/);
  await page.getByRole('textbox', { name: /^Key of the audit log/ }).fill(key);
  await page.keyboard.press('Tab');
  await page.getByRole('heading', { name: 'Valid, with 2 of 17 checks unknown' }).waitFor();
  assert.match(await rowOf(page, 'The key is the one I know').innerText(), /passed/);
  assert.match(await rowOf(page, 'The decision follows').innerText(), /passed.*risk officer: riley/s);
  assert.equal(await page.getByRole('row').count(), 18);
  assert.deepEqual(asked, [pageUrl]);
  assert.deepEqual(complaints, []);
});

test('P-114 the page shows what fails of a changed file, a forged one and a wrong key', async (t) => {
  const { page, complaints, choose } = await opened(t);
  const changed = examplePassport();
  changed[changed.length >> 1] ^= 1;
  await choose(changed);
  await page.getByRole('heading', { name: 'Not valid' }).waitFor();
  await choose(
    examplePassport(({ recorded }) => {
      recorded.people = [{ personId: 'riley', roles: [] }];
    }),
  );
  await rowOf(page, 'The decision follows').getByText('failed').waitFor();
  await page.getByRole('textbox', { name: /^Key of the audit log/ }).fill('nonsense');
  await page.keyboard.press('Tab');
  await page.getByText('What stands under “Key” is no key of an audit log.').waitFor();
  assert.deepEqual(complaints, []);
});

test('P-180 P-186 the page finds what was changed, and asks for nothing but itself (seed 1)', async (t) => {
  const { page, complaints, asked, choose } = await opened(t);
  await page.getByRole('textbox', { name: /^Key of the audit log/ }).fill(key);
  const { next } = seededRandom(1);
  const genuine = examplePassport();
  const pick = (list) => list[Math.floor(next() * list.length)];
  for (let trial = 0; trial < 20; trial += 1) {
    await choose(genuine);
    await page.getByRole('heading', { name: 'Valid, with 2 of 17 checks unknown' }).waitFor();
    const files = new Map(unpackFiles(genuine));
    const name = pick([...files.keys()]);
    const changed = files.get(name).slice();
    changed[Math.floor(next() * changed.length)] ^= 1 << Math.floor(next() * 8);
    if (trial % 3 === 0) files.delete(name);
    else files.set(name, changed);
    await choose(packFiles(files));
    await page.getByRole('heading', { name: 'Not valid' }).waitFor();
  }
  assert.deepEqual(asked, [pageUrl]);
  assert.deepEqual(complaints, []);
});

test('P-114 the page is for the keyboard and for readers of screens, by day and by night', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    const { page, choose } = await opened(t, { colorScheme });
    await page.keyboard.press('Tab');
    await page.keyboard.type(key);
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => globalThis.document.activeElement?.id);
    assert.equal(focused, 'file');
    await choose(examplePassport());
    await page.getByRole('status', { name: 'Result' }).getByRole('table', { name: 'Checks' }).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
  }
});
