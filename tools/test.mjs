// npm test: installs what is missing, then runs every gate and every test. The last line is the sum of all.
import { installWhenNeeded } from './set-up/install.mjs';
import { requireNode } from './set-up/node-version.mjs';

/** Runs one gate and says in one line how it went; everything it has to say follows only when it does not hold. */
async function pass(gate) {
  const begin = Date.now();
  process.stdout.write(`${gate.name.padEnd(12)}`);
  const outcome = await gate.check().catch((error) => ({ ok: false, detail: error.stack }));
  const note = outcome.note ? `, ${outcome.note}` : '';
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  console.log(`${outcome.ok ? 'ok' : 'FAILED'} (${seconds} s${note})`);
  if (!outcome.ok) console.log(`\n${outcome.detail || `${gate.name} gave no reason`}\n`);
  return outcome;
}

requireNode();
try {
  await installWhenNeeded(console.log);
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
// Loaded only now, because some of the gates import what was just installed.
const { format, lint, cycles, typecheck, build, knip } = await import('./gates/command-gates.mjs');
const { schema, docs, size, words, containers } = await import('./gates/check-gates.mjs');
const { unit, tools, browser } = await import('./gates/test-gates.mjs');

const gates = [
  format,
  words,
  docs,
  lint,
  cycles,
  build,
  typecheck,
  unit,
  tools,
  schema,
  knip,
  size,
  containers,
  browser,
];
const sum = { passed: 0, failed: 0 };
for (const gate of gates) {
  const { ok, passed = 0, failed = 0 } = await pass(gate);
  sum.passed += passed + (ok ? 1 : 0);
  sum.failed += failed + (ok ? 0 : 1);
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
