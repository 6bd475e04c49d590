#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../dist/main.js');
if (!existsSync(main)) {
  process.stderr.write('countersign is not built yet: run `npm run build` once.\n');
  process.exit(3);
}
require(main);
