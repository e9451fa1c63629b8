/** Collects the items of every page. Pages are read one after another, because each one has the marker of the next. */
export async function allPages<Item>(
  page: (marker: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const found: Item[] = [];
  let marker: string | undefined;
  do {
    const { items, next } = await page(marker);
    found.push(...items);
    // AWS ends a list with an empty marker, or without one.
    marker = next === '' ? undefined : next;
  } while (marker !== undefined);
  return found;
}
