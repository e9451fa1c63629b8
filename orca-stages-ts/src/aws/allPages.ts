/** Collects the items of every page, one after the other: a marker is known only when the page before has come. */
export async function allPages<Item>(
  page: (marker: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const found: Item[] = [];
  let marker: string | undefined;
  do {
    const { items, next } = await page(marker);
    found.push(...items);
    // AWS ends a list with no marker or an empty one.
    marker = next === '' ? undefined : next;
  } while (marker !== undefined);
  return found;
}
