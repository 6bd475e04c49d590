/** How an anchor stands with a log: what went wrong last, and when it is worth trying again. */
interface Standing {
  fault: string;
  failures: number;
  notBefore: number;
}

const second = 1000;
const firstPause = 30 * second;
const longestPause = 60 * 60 * second;

/** Remembers, for one server, which anchors failed; the pause doubles with every failure, up to an hour. */
export class WitnessStandings {
  private readonly standings = new Map<string, Standing>();

  faultOf(anchor: string, workspaceId: string): string | null {
    return this.standings.get(keyOf(anchor, workspaceId))?.fault ?? null;
  }

  isDue(anchor: string, workspaceId: string, now: Date): boolean {
    return (this.standings.get(keyOf(anchor, workspaceId))?.notBefore ?? 0) <= now.getTime();
  }

  succeeded(anchor: string, workspaceId: string): void {
    this.standings.delete(keyOf(anchor, workspaceId));
  }

  failed(anchor: string, workspaceId: string, { fault, now }: { fault: string; now: Date }): void {
    const key = keyOf(anchor, workspaceId);
    const failures = (this.standings.get(key)?.failures ?? 0) + 1;
    const pause = Math.min(firstPause * 2 ** (failures - 1), longestPause);
    this.standings.set(key, { fault, failures, notBefore: now.getTime() + pause });
  }
}

const keyOf = (anchor: string, workspaceId: string): string => `${anchor} ${workspaceId}`;
