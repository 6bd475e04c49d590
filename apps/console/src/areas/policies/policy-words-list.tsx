import type { Policy } from '@countersign/domain/approvals';
import type { ReactElement } from 'react';
import { Facts } from '../../ui/page';
import { policyInWords } from './policy-words';

/** What a policy asks for, part by part. */
export function PolicyWords({ policy }: { policy: Policy }): ReactElement {
  return (
    <Facts
      wide
      facts={policyInWords(policy).map(([part, lines]) => [
        part,
        <ul key={part} className="cs-plain-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>,
      ])}
    />
  );
}
