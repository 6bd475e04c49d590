/** Ends the process with one line when this Node cannot run Countersign. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22;
  if (isFit) return;
  console.error(
    `Countersign needs Node 20.19 or newer (22.13 or newer of line 22); this is ${process.versions.node}.`,
  );
  process.exit(1);
}
