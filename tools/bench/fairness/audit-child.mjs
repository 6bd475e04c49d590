// node audit-child.mjs SERVER FILE REQUEST EVIDENCE: audits a file as the server does, writes the evidence, prints what it took.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { canonicalJson } = require('@countersign/domain/audit-log');
const { defaultLimits, defaultPolicy, fairnessEvidence } = require('@countersign/domain/fairness');
const { readSchema } = require('@countersign/engines/files');
const [server, file, request, evidenceFile] = process.argv.slice(2);
const { countPopulation } = require(join(server, 'areas/fairness/count-population'));
const { planPopulation } = require(join(server, 'areas/fairness/plan-population'));
const { readPopulation } = require(join(server, 'areas/fairness/read-population'));

const plan = planPopulation(JSON.parse(request));
const { labelColumn, predictionColumn, scoreColumn, stratumColumn, sensitive } = plan;
const format = file.endsWith('.csv') ? 'csv' : 'parquet';
// What its columns hold was found when the file was registered.
const { columns } = await readSchema(file, format);

const begin = performance.now();
const lap = () => (performance.now() - begin) / 1000;
const rows = await readPopulation({ file: { path: file, format }, columns }, plan);
const read = lap();
const { counts, medianScore } = countPopulation(rows, plan);
const counted = lap();
const policy = defaultPolicy(sensitive, { prediction: 'positive', meaning: '' });
const evidence = fairnessEvidence({
  subject: {
    ...{
      artifactDigest: null,
      populationDigest: '0'.repeat(64),
      source: 'dataset',
      window: null,
      medianScore,
    },
    columns: {
      ...{ prediction: predictionColumn, label: labelColumn, score: scoreColumn, stratum: stratumColumn },
      positive: plan.positiveValue,
    },
  },
  policy: { ...policy, criteria: Object.keys(defaultLimits) },
  counts,
});
const derived = lap();
const canonical = canonicalJson(evidence);
createHash('sha256').update(canonical).digest('hex');
const seconds = lap();
writeFileSync(evidenceFile, canonical);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, megabytes, read, counted, derived }));
