import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkCompose, checkDockerfile } from './containers.mjs';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const dockerfile = read('Dockerfile');
const compose = read('docker-compose.yml');
const there = () => true;

test('the committed files pass', () => {
  assert.deepEqual(checkDockerfile(dockerfile, there).problems, []);
  assert.deepEqual(checkCompose(compose), []);
});

test('the image runs what `npm start` runs', () => {
  assert.deepEqual(checkDockerfile(dockerfile, there).command, ['node', 'apps/api/dist/main.js']);
});

const spoilt = [
  ['a floating tag', (text) => text.replace(/^FROM node:\S+/m, 'FROM node:latest'), /tag latest/],
  ['root', (text) => text.replace(/^USER .*$/m, 'USER root'), /runs as root/],
  ['no user', (text) => text.replace(/^USER .*$/m, ''), /runs as root/],
  ['no health check', (text) => text.replace(/^HEALTHCHECK .*$/m, ''), /healthz/],
  ['a shell command', (text) => text.replace(/^CMD .*$/m, 'CMD node main.js'), /exec form/],
  ['a misspelt instruction', (text) => text.replace(/^WORKDIR/m, 'WORKDIT'), /WORKDIT is no instruction/],
];
for (const [what, spoil, problem] of spoilt) {
  test(`a Dockerfile with ${what} does not pass`, () => {
    assert.match(checkDockerfile(spoil(dockerfile), there).problems.join('\n'), problem);
  });
}

test('a command that the build does not make does not pass', () => {
  assert.match(checkDockerfile(dockerfile, () => false).problems.join('\n'), /which the build does not make/);
});

const spoiltCompose = [
  ['an open port', (text) => text.replace('127.0.0.1:4000', '4000'), /open to the network/],
  [
    'a password in the file',
    (text) => text.replace(/(PASSWORD: ).*/, '$1hunter2'),
    /not required from the environment/,
  ],
  ['an unpinned image', (text) => text.replace(/postgres:18\S*/, 'postgres'), /no fixed tag/],
  [
    'an unknown dependency',
    (text) => text.replace(/depends_on:\n\s+\w+:/, 'depends_on:\n      nobody:'),
    /no service/,
  ],
];
for (const [what, spoil, problem] of spoiltCompose) {
  test(`a compose file with ${what} does not pass`, () => {
    assert.match(checkCompose(spoil(compose)).join('\n'), problem);
  });
}
