import { useState, type ReactElement } from 'react';
import { t } from '../texts';

/** Parts up to this depth are open at first. */
const openDepth = 2;

/** What a branch holds: its named or numbered parts, and how many there are in words. */
function partsOf(value: unknown): { parts: readonly [string, unknown][]; size: string } | undefined {
  if (Array.isArray(value))
    return {
      parts: value.map((part: unknown, index) => [String(index + 1), part]),
      size: t('ui.json.items', { count: value.length }),
    };
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value);
  return { parts, size: t('ui.json.fields', { count: parts.length }) };
}

/** A list of plain values, such as the parts of a name, is read in one line. */
const isShortList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.length <= 12 &&
  value.every((part) => typeof part !== 'object' || part === null);

function Leaf({ name, text }: { name: string; text: string }): ReactElement {
  return (
    <li>
      <span className="cs-muted">{name}:</span> <code>{text}</code>
    </li>
  );
}

function Part({ name, value, depth }: { name: string; value: unknown; depth: number }): ReactElement {
  const [isOpen, setOpen] = useState(depth < openDepth);
  const branch = partsOf(value);
  if (!branch) return <Leaf name={name} text={JSON.stringify(value)} />;
  if (isShortList(value))
    return <Leaf name={name} text={`[${value.map((part) => JSON.stringify(part)).join(', ')}]`} />;
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {name} <span className="cs-muted">({branch.size})</span>
        </summary>
        {isOpen ? <Parts parts={branch.parts} depth={depth + 1} /> : null}
      </details>
    </li>
  );
}

function Parts({ parts, depth }: { parts: readonly [string, unknown][]; depth: number }): ReactElement {
  return (
    <ul>
      {parts.map(([name, part]) => (
        <Part key={name} name={name} value={part} depth={depth} />
      ))}
    </ul>
  );
}

/** JSON as nested lists whose branches open and close; a closed branch is not drawn, so size does not matter. */
export function JsonTree({ value, label }: { value: unknown; label: string }): ReactElement {
  return (
    <div className="cs-json" role="group" aria-label={label}>
      <Parts parts={partsOf(value)?.parts ?? [['', value]]} depth={0} />
    </div>
  );
}
