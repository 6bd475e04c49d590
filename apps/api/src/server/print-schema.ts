import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { makeSchema } from './schema';

const [, , target] = process.argv;
if (!target) throw new Error('usage: print-schema FILE');
writeFileSync(target, `${printSchema(lexicographicSortSchema(makeSchema()))}\n`);
