import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { after, before, test } from 'node:test';
import { signIn } from '../demo/api-client.mjs';
import { generateDemo } from '../demo/generate.mjs';
import { seedDemo } from '../demo/seed.mjs';
import { startTrialServer, trialDataDir } from '../set-up/trial-server.mjs';

let dataDir;
let server;
before(async () => {
  dataDir = trialDataDir();
  server = await startTrialServer({ dataDir, env: { DEMO: 'on' }, program: 'apps/api/dist/main.js' });
});
after(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/**
 * Stands before the server and lets `allowed` requests through. The next one breaks: before the server has seen it, or
 * (`lostReply`) after the server has done it, which a client cannot tell apart.
 */
function breakingProxy({ allowed, lostReply }) {
  const { hostname, port } = new URL(server.url);
  let left = allowed;
  const proxy = createServer((request, response) => {
    left -= 1;
    if (left < 0 && !lostReply) return request.socket.destroy();
    const { method, url: path, headers } = request;
    const onward = forward({ host: hostname, port, method, path, headers }, (answer) => {
      if (left < 0) return answer.resume().on('end', () => request.socket.destroy());
      response.writeHead(answer.statusCode, answer.headers);
      return answer.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    return request.pipe(onward);
  });
  return new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => {
      const stop = () => {
        proxy.closeAllConnections();
        return new Promise((done) => proxy.close(done));
      };
      resolve({ url: `http://127.0.0.1:${proxy.address().port}`, stop });
    });
  });
}

const state = `query { models(first: 5) { nodes { versions { nodes { number traffic { predictions labels }
  monitors { nodes { name runs { totalCount } } } fairnessAudits { totalCount } promotions { nodes { state votes { decision } } } } } } } }`;

test('however often it is cut off, the demo ends up complete and nothing is there twice', async () => {
  const demo = generateDemo();
  let cuts = 0;
  for (let isDone = false; !isDone;) {
    // Lookups alone are some ten requests, so a run has to get further than that to make progress.
    const proxy = await breakingProxy({ allowed: 14 + (cuts % 5), lostReply: cuts % 2 === 1 });
    const seeding = seedDemo({ url: proxy.url, demo });
    isDone = await seeding
      .then(() => true)
      .catch((error) => {
        assert.match(error.message, /^The demo could not be seeded: /);
        return false;
      });
    await proxy.stop();
    cuts += isDone ? 0 : 1;
    assert.ok(cuts < 60, 'the seeding makes no progress');
  }
  assert.ok(cuts > 2, `only ${cuts} cuts`);
  const ada = await signIn(server.url, 'ada');
  const { nodes } = await ada.run({ step: 'read the state', document: state });
  assert.equal(nodes.length, 1);
  const [second, first] = nodes[0].versions.nodes;
  const rows = (version) => demo.predictions.find((file) => file.version === version).rows;
  assert.equal(first.traffic.predictions, rows(1));
  assert.equal(second.traffic.predictions, rows(2));
  assert.ok(first.traffic.labels > 0 && second.traffic.labels > 0);
  for (const { monitors, fairnessAudits } of [first, second]) {
    assert.equal(monitors.nodes.length, 2);
    assert.ok(monitors.nodes.every(({ runs }) => runs.totalCount >= 1));
    assert.ok(fairnessAudits.totalCount >= 1);
  }
  assert.deepEqual(second.promotions.nodes, [
    { state: 'IN_REVIEW', votes: [{ decision: 'APPROVE' }, { decision: 'APPROVE' }] },
  ]);
});

test('a workspace that is seeded is left alone', async () => {
  assert.equal(await seedDemo({ url: server.url }), false);
});

test('a server that is not there is named', async () => {
  await assert.rejects(seedDemo({ url: 'http://127.0.0.1:1' }), /sign in as dana: .* cannot be reached/);
});
