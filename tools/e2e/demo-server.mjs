import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../demo/api-client.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';

const openPromotion = `query { promotions(first: 1) { nodes {
  id state round subjectDigest votes { id } modelVersion { id model { id } monitors { nodes { id kind } } fairnessAudits { nodes { id } } } } } }`;

/**
 * A data directory that holds the demo. With `SEEDED_DATA_DIR` it is a copy of that one, which saves seeding it for every
 * file; without, it is empty, and the server fills it.
 */
function demoDataDir() {
  const dataDir = trialDataDir();
  const { SEEDED_DATA_DIR: seeded } = process.env;
  // With the owners, as PostgreSQL refuses files of others.
  if (seeded) execFileSync('cp', ['-a', `${seeded}/.`, dataDir]);
  return dataDir;
}

/**
 * Fills a data directory with the demo, for others to be copied from.
 *
 * @returns {Promise<{ dataDir: string, remove: () => void }>}
 */
export async function seedDataDir() {
  const { dataDir, stop } = await startServerOn(trialDataDir());
  await stop();
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/**
 * A server with the seeded demo on a data directory of its own, as `npm start` gives it.
 *
 * @returns {Promise<{ url: string, promotion: object, stop: () => Promise<void> }>} once the demo's promotion has its
 *   first two votes
 */
export async function startDemoServer() {
  const { dataDir, stop, ...server } = await startServerOn(demoDataDir());
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  return { ...server, stop: () => stop().finally(remove) };
}

async function startServerOn(dataDir) {
  const { url, stop } = await startTrialServer({ dataDir, env: { DEMO: 'on' } });
  const ada = await signIn(url, 'ada');
  for (let waited = 0; waited < 180; waited += 1) {
    const { nodes } = await ada.run({ step: 'read the promotions', document: openPromotion });
    if (nodes[0]?.votes.length === 2) return { dataDir, url, promotion: nodes[0], stop };
    await sleep(1000);
  }
  await stop();
  throw new Error('The demo was not seeded within three minutes.');
}
