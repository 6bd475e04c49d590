import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn } from '../demo/api-client.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';

const openPromotion = `query { promotions(first: 1) { nodes {
  id state round subjectDigest votes { id } modelVersion { id model { id } monitors { nodes { id kind } } fairnessAudits { nodes { id } } } } } }`;

/**
 * A server with the seeded demo on a data directory of its own, as `npm start` gives it.
 *
 * @returns {Promise<{ url: string, promotion: object, stop: () => Promise<void> }>} once the demo's promotion has its
 *   first vote
 */
export async function startDemoServer() {
  const dataDir = trialDataDir();
  const server = await startTrialServer({ dataDir, env: { DEMO: 'on' } });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const ada = await signIn(server.url, 'ada');
  for (let waited = 0; waited < 180; waited += 1) {
    const { nodes } = await ada.run({ step: 'read the promotions', document: openPromotion });
    if (nodes[0]?.votes.length) return { url: server.url, promotion: nodes[0], stop };
    await sleep(1000);
  }
  await stop();
  throw new Error('The demo was not seeded within three minutes.');
}
