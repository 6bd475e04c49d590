import type { Policy } from '@countersign/domain/approvals';
import type { ReactElement } from 'react';
import { Facts } from '../../ui/page';
import { policyInWords } from './policy-words';

/** What a policy asks for, part by part, beside one another where there is room. */
export function PolicyWords({ policy }: { policy: Policy }): ReactElement {
  return (
    <div className="cs-sentences">
      <Facts
        facts={policyInWords(policy).map(([part, lines]) => [
          part,
          <ul key={part} className="cs-plain-list">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>,
        ])}
      />
    </div>
  );
}
