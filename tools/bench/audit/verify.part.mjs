import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runOrThrow } from '../../set-up/run.mjs';

const entries = 1_000_000;
const writer = fileURLToPath(new URL('./write-bundle.mjs', import.meta.url));
/** Says a process's peak memory, in kilobytes, when it ends. */
const sayPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

/** Offline verification of a whole log: every hash, payload and signature, in one process. */
export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-audit-'));
  try {
    const file = join(folder, 'log.ndjson');
    const key = await runOrThrow([process.execPath, writer, file, String(entries)]);
    const { seconds, megabytes } = await verify(file, key);
    const what = 'countersign verify, 1,000,000 entries with payloads and 3,907 checkpoints';
    return [
      { what, unit: 's', target: 60, measured: seconds },
      { what: 'peak memory of it', unit: 'MB', target: 512, measured: megabytes },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function verify(file, key) {
  const begin = performance.now();
  const command = [process.execPath, '--import', sayPeak, 'apps/cli/bin/countersign.cjs'];
  const { code, output, stdout } = await run([...command, 'verify', file, '--key', key, '--json']);
  const seconds = (performance.now() - begin) / 1000;
  const result = code === 0 ? JSON.parse(stdout) : {};
  if (result.entries !== entries)
    throw new Error(`countersign verify failed (code ${code}):\n${output.trim()}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(output)[1]) / 1000 };
}
