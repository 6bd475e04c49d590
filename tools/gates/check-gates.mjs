import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBundleSize } from '../checks/bundle-size.mjs';
import { checkCompose, checkDockerfile } from '../checks/containers.mjs';
import { checkSpecRules } from '../checks/spec-rules.mjs';
import { checkWords } from '../checks/words.mjs';
import { repositoryFiles } from '../set-up/repository-files.mjs';
import { root, run } from '../set-up/run.mjs';
import { isThere } from './command-gates.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');
const outcome = (problems, note) => ({ ok: problems.length === 0, note, detail: problems.join('\n') });

/** The committed files that are text. */
async function textFiles() {
  const files = (await repositoryFiles()).map((path) => ({ path, text: read(path) }));
  return files.filter(({ text }) => !text.includes('\0'));
}

/** The committed wire contract is the one that the API emits. */
export const schema = {
  name: 'schema',
  async check() {
    const directory = mkdtempSync(join(tmpdir(), 'countersign-schema-'));
    try {
      const emitted = join(directory, 'schema.graphql');
      // The same command as `npm run schema`, with another place to write to.
      const words = JSON.parse(read('apps/api/package.json')).scripts.schema.split(' ');
      const { code, output } = await run([...words.slice(0, -1), emitted], { cwd: join(root, 'apps/api') });
      if (code !== 0) return { ok: false, detail: output.trim() };
      if (readFileSync(emitted, 'utf8') === read('schema/schema.graphql')) return { ok: true };
      const difference = await run(['diff', '-u', join(root, 'schema/schema.graphql'), emitted]);
      return {
        ok: false,
        detail: `schema/schema.graphql is not what the API emits.\n${difference.output.trim()}`,
      };
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
};

export const docs = {
  name: 'docs',
  async check() {
    const { problems, rules } = checkSpecRules(await textFiles());
    return outcome(problems, `${rules} rules`);
  },
};

export const size = {
  name: 'size',
  async check() {
    const { problems, summary } = checkBundleSize(join(root, 'apps/console/dist'));
    return outcome(problems, summary);
  },
};

export const words = {
  name: 'words',
  check: async () => outcome(checkWords(await textFiles())),
};

export const containers = {
  name: 'containers',
  check: async () =>
    outcome([
      ...checkDockerfile(read('Dockerfile'), isThere).problems,
      ...checkCompose(read('docker-compose.yml')),
    ]),
};
