/** All words of blocks in the order a reader meets them, to hold a written document against. */
import type { Block } from '../../../daemon/minutes/blocks.ts';

/** `bullet` stands before every item of a list. */
export function wordsOf(blocks: readonly Block[], bullet: string): string {
  return blocks
    .flatMap((block): readonly string[] => {
      switch (block.type) {
        case 'heading':
          return [block.text];
        case 'paragraph':
          return [block.label ?? '', block.text];
        case 'list':
          return [
            block.caption ?? '',
            ...block.items.flatMap(({ label, text }) => [bullet, label ?? '', text]),
          ];
        case 'facts':
          return block.rows.flat();
        case 'table':
          return [block.caption ?? '', ...block.columns.map(({ title }) => title), ...block.rows.flat()];
      }
    })
    .join(' ');
}
