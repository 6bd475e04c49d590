import { parseVerifierKey, type VerifierKey } from '@countersign/domain/audit-log';
import {
  passportCheckNames,
  type PassportFinding,
  type PassportVerification,
  verifyPassport,
} from '@countersign/domain/passport';

/** Makes the page work: a file is chosen or dropped, and every check of it is shown. Nothing leaves the page. */
export function startPassportPage(page: Document): void {
  const file = page.querySelector<HTMLInputElement>('#file')!;
  const keys = page.querySelector<HTMLTextAreaElement>('#keys')!;
  const show = (parts: readonly Node[]) => page.querySelector('#result')!.replaceChildren(...parts);
  let chosen: File | null = null;
  const check = async () => {
    if (chosen === null) return;
    const known = keysOf(keys.value);
    if (known === null) return show([paragraph(page, 'What stands under “Key” is no key of an audit log.')]);
    show([paragraph(page, `Checking ${chosen.name} …`)]);
    const bytes = await bytesOf(chosen);
    if (bytes === null) return show([paragraph(page, `${chosen.name} cannot be read; choose it again.`)]);
    show(resultParts(page, chosen.name, verifyPassport(bytes, { keys: known })));
  };
  const take = (files: FileList | null | undefined) => {
    chosen = files?.[0] ?? null;
    void check();
  };
  file.addEventListener('change', () => take(file.files));
  keys.addEventListener('change', () => void check());
  page.addEventListener('dragover', (event) => event.preventDefault());
  page.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  });
}

/** Null for a file that was changed or removed since it was chosen. */
async function bytesOf(file: File): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** One a line; null where a line is none. */
function keysOf(text: string): VerifierKey[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => parseVerifierKey(line.trim()));
  return keys.every((key) => key !== null && key.type === 1) ? keys.filter((key) => key !== null) : null;
}

function resultParts(page: Document, name: string, result: PassportVerification): Node[] {
  const heading = page.createElement('h2');
  heading.textContent = verdictOf(result);
  heading.className = result.valid ? 'passed' : 'failed';
  const parts: Node[] = [heading];
  const { promotion } = result;
  if (promotion !== null) {
    const { environment, alias, modelVersionId, artifactDigest, decidedAt, promotionId } = promotion;
    const said = result.valid ? 'says that' : 'claims that';
    parts.push(
      paragraph(
        page,
        `${name} ${said} model version ${modelVersionId} with the artefact ${artifactDigest} was let in as ${alias} in ${environment}, decided ${decidedAt} (promotion ${promotionId}).`,
      ),
    );
  }
  return [...parts, tableOf(page, result.checks)];
}

function verdictOf({ valid, checks }: PassportVerification): string {
  const unknown = checks.filter(({ status }) => status === 'unknown').length;
  if (!valid) return 'Not valid';
  if (unknown === 0) return 'Valid';
  return `Valid, with ${unknown} of ${checks.length} checks unknown`;
}

function tableOf(page: Document, checks: readonly PassportFinding[]): HTMLTableElement {
  const table = page.createElement('table');
  table.createCaption().textContent = 'Checks';
  const head = table.createTHead().insertRow();
  for (const name of ['Check', 'Result', 'Found']) {
    const cell = page.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const { check, status, detail, meaning } of checks) {
    const row = body.insertRow();
    const name = page.createElement('th');
    name.scope = 'row';
    name.textContent = passportCheckNames[check];
    row.append(name);
    const result = row.insertCell();
    result.className = status;
    result.textContent = status;
    row.insertCell().textContent = meaning === undefined ? `${detail}.` : `${detail}. ${meaning}`;
  }
  return table;
}

function paragraph(page: Document, text: string): HTMLParagraphElement {
  const element = page.createElement('p');
  element.textContent = text;
  return element;
}
