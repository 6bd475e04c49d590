import type { CardEvidence } from '../../gate-evidence';
import { counted } from '../../report';
import { type Finding, listed } from './finding';
import type { CardRule } from './gate-rules';

/** Looks for the sections that the rule lists; docs/spec/gates.md, GE-9. */
export function cardFinding({ sections }: CardRule, { said }: CardEvidence): Finding {
  const empty = sections.filter((section) => !said.includes(section));
  if (empty.length > 0) return { verdict: 'fail', reason: `The card says nothing in ${listed(empty)}.` };
  const all = sections.length === 1 ? 'The section says' : `All ${counted(sections.length, 'section')} say`;
  return { verdict: 'pass', reason: `${all} something.` };
}

export function cardRequirement({ sections }: CardRule): string {
  return `The model card says something in ${sections.join(', ')}.`;
}
