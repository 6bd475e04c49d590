import { type BundleVerification, type CheckResult } from '@countersign/domain/audit-log';
import { formatNumber } from '@countersign/domain/report';
import { type Cell, type Report } from '../output/report';

const names: Record<CheckResult['check'], string> = {
  format: 'form of the file',
  entries: 'chain of entries',
  payloads: 'details of entries',
  tree: 'tree and checkpoints',
  signatures: 'signatures',
  key: 'the key is the one I know',
  checkpoint: 'a head I know',
  witness: 'witnesses',
};

/** What a table shows whole; longer findings are sentences above or below it. */
const widest = 60;

/** The answer for people: the verdict, then every check. */
export function verifyReport(file: string, verification: BundleVerification): Report {
  const { workspaceId, from, to, root, checks } = verification;
  const sentences = (wanted: CheckResult['status']) =>
    checks
      .filter(({ status, detail }) => status === wanted && detail.length > widest)
      .map(({ check, detail }) => `${names[check]}: ${detail}.`);
  return {
    title: 'Audit log',
    lead: [
      verdictOf(verification),
      ...sentences('failed'),
      ...(from === null || to === null
        ? []
        : [`${file}: entries ${from} to ${to} of workspace ${workspaceId}.`]),
      ...(root === null ? [] : [`Root over all entries up to ${to}: ${root}`]),
    ],
    tables: [
      {
        caption: 'Checks',
        columns: [{ name: 'check' }, { name: 'result' }, { name: 'found' }],
        rows: checks.map(({ check, status, detail }) => [
          names[check],
          cellOf(status),
          detail.length > widest ? '' : detail,
        ]),
      },
    ],
    notes: [
      ...sentences('unknown'),
      'Unknown means that nothing was found out: it does not make the file invalid, nor does it vouch for it.',
      'The log shows who did what through the server. It does not show that what they entered was true.',
    ],
  };
}

function verdictOf({ valid, entries, firstBad, checks }: BundleVerification): string {
  if (valid) {
    const unknown = checks.filter(({ status }) => status === 'unknown').length;
    return `Valid: ${formatNumber(entries)} entries${unknown > 0 ? `, with ${unknown} of ${checks.length} checks unknown` : ''}.`;
  }
  return `Not valid${firstBad === null ? '' : `: the log does not bear out entry ${firstBad} and what follows`}.`;
}

/** How the answer of a check stands in a table. */
export function cellOf(status: CheckResult['status']): Cell {
  if (status === 'passed') return { text: 'passed', tone: 'good' };
  return status === 'failed' ? { text: 'FAILED', tone: 'bad' } : { text: 'unknown', tone: 'warning' };
}
