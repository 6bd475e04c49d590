import { type AuditEvidence } from './audit-evidence';

/** Something about the question of an audit that another audit asks otherwise. */
export interface QuestionChange {
  readonly part: 'favourable_prediction' | 'label' | 'method' | 'positive_value' | 'prediction';
  readonly before: string;
  readonly after: string;
}

type Asked = Pick<AuditEvidence, 'policy' | 'subject'>;

/** What two audits ask differently; columns by other names may well hold the same. */
export function questionChanges(before: Asked, after: Asked): QuestionChange[] {
  const [was, is] = [before, after].map(({ policy, subject: { columns } }) => ({
    positive_value: columns.positive,
    favourable_prediction: policy.favourable.prediction,
    label: columns.label ?? 'none',
    prediction: columns.prediction,
    method: String(policy.method),
  }));
  const parts = Object.keys(was!) as QuestionChange['part'][];
  return parts
    .filter((part) => (part === 'positive_value' ? !isSameEvent(before, after) : was![part] !== is![part]))
    .map((part) => ({ part, before: was![part], after: is![part] }));
}

/** Whether both call the same value positive: as numbers where both are numbers, otherwise as texts. */
export function isSameEvent(before: Asked, after: Asked): boolean {
  const [was, is] = [before.subject.columns.positive, after.subject.columns.positive];
  if (was === is) return true;
  return was.trim() !== '' && is.trim() !== '' && Number(was) === Number(is);
}
