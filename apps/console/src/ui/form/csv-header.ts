const enough = 65_536;

/** The fields of the first line of a CSV text (RFC 4180 quotes); empty when there is none. */
export function headerOf(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (quoted) field += sign;
    else if (sign === ',') {
      fields.push(field);
      field = '';
    } else if (sign === '\n' || sign === '\r') break;
    else field += sign;
  }
  return [...fields, field].map((name) => name.trim().replace(/^\uFEFF/, '')).filter((name) => name !== '');
}

/** Column names of a CSV file; undefined for any other file, whose columns only the server can read. */
export async function columnsOfFile(file: File): Promise<string[] | undefined> {
  if (!file.name.toLowerCase().endsWith('.csv')) return undefined;
  return headerOf(await file.slice(0, enough).text());
}
