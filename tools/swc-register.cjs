'use strict';
// Lets node load .ts sources (decorator metadata on), compiled with the same .swcrc as jest and cached by content.
const { readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const Module = require('node:module');
const swc = require('@swc/core');

const root = join(__dirname, '..');
const { $schema, ...config } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const cache = join(root, 'node_modules/.cache/swc-register');
mkdirSync(cache, { recursive: true });
const salt = swc.version + JSON.stringify(config);
process.setSourceMapsEnabled?.(true);

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(salt).update(filename).update(source).digest('hex');
  const compiled = join(cache, `${key}.js`);
  if (!existsSync(compiled)) {
    const { code } = swc.transformSync(source, { ...config, swcrc: false, filename, sourceMaps: 'inline' });
    writeFileSync(compiled, code);
  }
  module._compile(readFileSync(compiled, 'utf8'), filename);
};
