import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { withServices } from './api-workbench.mjs';

/** As the server's modules load it. */
const { verifyInclusion } = createRequire(import.meta.url)('@countersign/domain/audit-log');

const entries = 1_000_000;
const warmUp = 50;
const proofs = 500;

/** Inclusion proofs in a log of a million entries: the service, its database and its tree, without HTTP. */
export function measure(load) {
  return withServices(async ({ services, database, source, workspaceId, actor, load: from }) => {
    await fill(source.options.url, workspaceId);
    const { extendSubtrees } = from('areas/audit-log/extend-subtrees');
    await database.unrecorded(workspaceId, ({ manager }) =>
      extendSubtrees(manager, { workspaceId, size: entries }),
    );
    const times = [];
    for (let index = 0; index < warmUp + proofs; index += 1) {
      // Spread over the whole log, never twice the same.
      const sequence = 1 + ((index * 618_033) % entries);
      const begin = performance.now();
      const { hash: leaf, root, proof } = await services.auditProofs.inclusion(actor, sequence, entries);
      if (index >= warmUp) times.push(performance.now() - begin);
      if (!verifyInclusion({ index: sequence - 1, size: entries, leaf, proof, root }))
        throw new Error(`the proof of entry ${sequence} does not verify`);
    }
    times.sort((a, b) => a - b);
    const row = (what, at) => ({ what, unit: 'ms', target: 5, measured: times[Math.ceil(proofs * at) - 1] });
    return [
      row('inclusion proof among 1,000,000 entries, median', 0.5),
      row('inclusion proof among 1,000,000 entries, p95', 0.95),
    ];
  }, load);
}

/** Entries that say nothing, with the hashes that they would have; the same in every run but for the workspace. */
async function fill(url, workspaceId) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const copy = `COPY audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id,
      canonical, previous_hash, hash, payload, salt) FROM STDIN`;
    let hash = '0'.repeat(64);
    const rows = function* () {
      for (let first = 1; first <= entries; first += 1000) {
        let lines = '';
        for (let sequence = first; sequence < first + 1000; sequence += 1) {
          const row = entryOf(workspaceId, sequence, hash);
          hash = row.hash;
          lines += row.line;
        }
        yield lines;
      }
    };
    await pipeline(Readable.from(rows()), client.query(copyFrom(copy)));
    await client.query('INSERT INTO audit_head (workspace_id, size, hash) VALUES ($1, $2, $3)', [
      workspaceId,
      entries,
      hash,
    ]);
    // As a log is that has been there for a while: the database has tidied up behind its writers.
    await client.query('VACUUM (ANALYZE) audit_entry');
  } finally {
    await client.end();
  }
}

function entryOf(workspaceId, sequence, previousHash) {
  const id = `01900000-0000-7000-8000-${String(sequence).padStart(12, '0')}`;
  const [at, salt] = ['2026-01-01T00:00:00.000Z', sha256(`salt ${sequence}`).slice(0, 32)];
  const payload = `{"number":${sequence}}`;
  const commitment = sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(payload)]));
  const canonical =
    `{"action":"logLabels","actor":{"id":"${workspaceId}","kind":"person","session":"password"},"at":"${at}",` +
    `"id":"${id}","outcome":"done","payloadCommitment":"${commitment}","previousHash":"${previousHash}",` +
    `"sequence":${sequence},"subject":{"id":"${id}","type":"batch"},"v":2,"workspaceId":"${workspaceId}"}`;
  const hash = sha256(`\0${canonical}`);
  const columns = [workspaceId, sequence, id, at, `person:${workspaceId}`, 'logLabels', 'done', 'batch', id];
  const line = `${[...columns, canonical, previousHash, hash, payload, salt].join('\t')}\n`;
  return { hash, line };
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');
