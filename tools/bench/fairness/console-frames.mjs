import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../../demo/api-client.mjs';
import { runAudit, registerDataset, registerModel, registerVersion } from '../../demo/documents.mjs';
import { seededRandom } from '../../demo/random.mjs';
import { startTrialServer, trialDataDir } from '../../set-up/trial-server.mjs';
import { categories, frameWork } from './frame-trace.mjs';

const groups = 20;
const steps = 99;

/** 20,000 people in twenty groups, whose scores grow from group to group. */
function population() {
  const { uniform } = seededRandom(20);
  const lines = Array.from({ length: 20_000 }, (_, at) => {
    const group = at % groups;
    const score = 0.8 * uniform() + 0.01 * group;
    const label = uniform() < score ? 1 : 0;
    return [at, score.toFixed(4), label, `region ${group + 1}`, score >= 0.5 ? 1 : 0].join(',');
  });
  return Buffer.from(`id,score,label,region,prediction\n${lines.join('\n')}\n`);
}

/** An audit of the population, in a workspace that holds nothing else; answers its id. */
async function auditOn(url) {
  const dana = await signIn(url, 'dana');
  const ask = (step, document, input) => dana.run({ step, document, variables: { input } });
  const uploadId = await dana.upload({ fileName: 'regions.csv', bytes: population() });
  const { datasetVersion } = await ask('dataset', registerDataset, { dataset: 'regions', uploadId });
  const { model } = await ask('model', registerModel, { name: 'regions', purpose: 'Benchmark.' });
  const artifactDigest = 'a'.repeat(64);
  const { modelVersion } = await ask('version', registerVersion, { modelId: model.id, artifactDigest });
  const { audit } = await ask('audit', runAudit, {
    ...{ modelVersionId: modelVersion.id, datasetVersionId: datasetVersion.id },
    ...{ labelColumn: 'label', predictionColumn: 'prediction', scoreColumn: 'score', positiveValue: '1' },
    sensitive: ['region'],
    attributes: [{ name: 'region', origin: 'SELF_REPORTED', legalBasis: 'Made up for this measurement.' }],
    ...{ intersections: false, favourable: 'POSITIVE', favourableMeaning: 'chosen' },
    reasons: { harms: 'None: nobody is in this population.', limits: 'The defaults of the workspace.' },
    rationale: 'A population made up to see how long a frame of the page takes.',
  });
  return audit.id;
}

/** From the first threshold to the last by arrow key, then back by pointer, at the pace of a screen. */
async function moveOverAll(page, slider) {
  await slider.press('Home');
  for (let step = 0; step < steps; step += 1) {
    void page.keyboard.press('ArrowRight');
    await sleep(16);
  }
  const { x, y, width, height } = await slider.boundingBox();
  const at = (share) => [x + 8 + (width - 16) * share, y + height / 2];
  await page.mouse.move(...at(1));
  await page.mouse.down();
  for (let step = steps; step >= 0; step -= 1) {
    void page.mouse.move(...at(step / steps));
    await sleep(16);
  }
  await page.mouse.up();
}

/** The work for each frame while the slider of a page moves, sorted. */
async function framesOf(page) {
  const slider = page.getByRole('slider').first();
  await slider.scrollIntoViewIfNeeded();
  // Once for the compiler.
  await moveOverAll(page, slider);
  await page.context().browser().startTracing(page, { categories });
  await moveOverAll(page, slider);
  const trace = await page.context().browser().stopTracing();
  const frames = frameWork(JSON.parse(trace.toString())).sort((a, b) => a - b);
  if (frames.length < steps) throw new Error(`Only ${frames.length} frames while the slider moved.`);
  return frames;
}

const quantile = (sorted, share) => sorted[Math.floor(sorted.length * share)];

/**
 * What the console's main thread works for a frame while the threshold moves over an audit of twenty groups: everything,
 * not the computation alone.
 */
export async function consoleFrames(browser) {
  const dataDir = trialDataDir();
  const server = await startTrialServer({ dataDir, env: { DEMO: 'on' }, program: 'apps/api/dist/main.js' });
  try {
    const id = await auditOn(server.url);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
    await page.goto(`${server.url}/fairness/${id}`);
    const explored = await framesOf(page);
    await page.goto(`${server.url}/fairness/${id}/remedies`);
    // Every threshold is judged beforehand, a few at a time: that is not what is measured.
    await page.getByText(/^(No threshold meets|\d+ thresholds? meets?) /).waitFor();
    const priced = await framesOf(page);
    const rows = (what, frames) => [
      { what: `${what}, the 50th of 100`, unit: 'ms', target: 16, measured: quantile(frames, 0.5) },
      { what: `${what}, the 95th of 100`, unit: 'ms', target: 16, measured: quantile(frames, 0.95) },
    ];
    return [
      ...rows('console, all work for a frame while the threshold of 20 groups moves', explored),
      ...rows('console, all work for a frame while the threshold with its costs moves', priced),
    ];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
