import { applyEdits, type Edit } from 'jsonc-parser';

/** Unchanged lines around a change. */
const CONTEXT = 3;

/** Lines of a text that changes, and what becomes of them. */
interface ChangedLines {
  from: number;
  /** Behind the last one. */
  to: number;
  lines: readonly string[];
}

/** The edits of a text as `git apply` and `patch` read them. */
export function unifiedDiff(file: string, text: string, edits: readonly Edit[]): string {
  const lines = linesOf(text);
  const changes = changedLines(text, lines, edits);
  const hunks = changes.reduce<ChangedLines[][]>((groups, change) => {
    const last = groups[groups.length - 1];
    const isNear = last !== undefined && change.from - (last[last.length - 1]?.to ?? 0) <= 2 * CONTEXT;
    if (isNear) last.push(change);
    else groups.push([change]);
    return groups;
  }, []);
  let moved = 0;
  const shown = hunks.map((hunk) => {
    const [from, to] = [
      Math.max(0, (hunk[0]?.from ?? 0) - CONTEXT),
      Math.min(lines.length, (hunk.at(-1)?.to ?? 0) + CONTEXT),
    ];
    const more = hunk.reduce((sum, change) => sum + change.lines.length - (change.to - change.from), 0);
    const head = `@@ -${from + 1},${to - from} +${from + 1 + moved},${to - from + more} @@\n`;
    moved += more;
    return head + hunkLines(lines, hunk, from, to).map(ended).join('');
  });
  return hunks.length === 0 ? '' : `--- a/${file}\n+++ b/${file}\n${shown.join('')}`;
}

/** The lines of a text, with their ends. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const ended = (line: string): string => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`);

function hunkLines(lines: readonly string[], hunk: readonly ChangedLines[], from: number, to: number): string[] {
  const shown: string[] = [];
  let at = from;
  for (const change of [...hunk, { from: to, to, lines: [] }]) {
    shown.push(...lines.slice(at, change.from).map((line) => ` ${line}`));
    shown.push(...lines.slice(change.from, change.to).map((line) => `-${line}`));
    shown.push(...change.lines.map((line) => `+${line}`));
    at = change.to;
  }
  return shown;
}

function changedLines(text: string, lines: readonly string[], edits: readonly Edit[]): ChangedLines[] {
  let length = 0;
  const starts = [0, ...lines.map((line) => (length += line.length))];
  const lineAt = (offset: number): number => starts.filter((start) => start <= offset).length - 1;
  const blocks = [...edits]
    .sort((a, b) => a.offset - b.offset)
    .map((edit) => ({ from: lineAt(edit.offset), to: lineAt(edit.offset + edit.length) + 1, edits: [edit] }))
    .reduce<{ from: number; to: number; edits: Edit[] }[]>((all, block) => {
      const last = all[all.length - 1];
      if (last === undefined || block.from >= last.to) return [...all, block];
      last.to = Math.max(last.to, block.to);
      last.edits.push(...block.edits);
      return all;
    }, []);
  return blocks.map((block) => {
    const [start, end] = [starts[block.from] ?? 0, starts[block.to] ?? text.length];
    const edited = block.edits.map((edit) => ({ ...edit, offset: edit.offset - start }));
    return withoutSame(lines, block, linesOf(applyEdits(text.slice(start, end), edited)));
  });
}

/** Leaves out the first and last lines that do not change. */
function withoutSame(
  lines: readonly string[],
  { from, to }: { from: number; to: number },
  edited: string[],
): ChangedLines {
  let [first, last, end] = [from, to, edited.length];
  while (first < last && first - from < end && lines[first] === edited[first - from]) first++;
  while (last > first && end > first - from && lines[last - 1] === edited[end - 1]) [last, end] = [last - 1, end - 1];
  return { from: first, to: last, lines: edited.slice(first - from, end) };
}
