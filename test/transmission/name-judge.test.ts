/** Reading bar-code names back, and what counts as a name under somebody else's face. */
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { judgeNames, wrongNames, type NamedPicture, type Speech } from './name-judge.ts';
import { markedName, readName, type NameRead } from './name-marks.ts';

const wide = 3;
const speeches: readonly Speech[] = [
  { seat: 2, from: 0, to: 5000 },
  { seat: 6, from: 5000, to: 10_000 },
];

/** Pictures 100 ms apart from `from` on. */
function pictures(from: number, count: number, camera: number, seats: readonly number[], name: NameRead) {
  return Array.from({ length: count }, (_, index): NamedPicture => {
    const at = from + index * 100;
    return { at, name, marks: { cameraId: camera, worldTimeMs: at, moving: false, seats } };
  });
}

describe('names as bar codes', () => {
  const box = { x: 0.05, y: 0.1, width: 0.7, height: 0.2 };

  /** Blocks as rectangles: what a font would draw. */
  function drawn(text: string, cell: number): NameRead {
    const canvas = createCanvas(640, 100);
    const context = canvas.getContext('2d');
    context.fillStyle = '#1e2a38';
    context.fillRect(0, 0, 640, 100);
    context.fillStyle = '#ffffff';
    for (const [index, letter] of Array.from(text).entries()) {
      const height = letter === '█' ? 20 : 2.5;
      context.fillRect(0.05 * 640 + index * cell, 10 + 20 - height, cell, height);
    }
    return readName({ rgba: context.getImageData(0, 0, 640, 100).data, width: 640, height: 100 }, box);
  }

  test('are read at any size that fits', () => {
    for (const seat of [1, 2, 7, 8, 100, 255])
      for (const cell of [5, 9.3, 13, 20]) expect(drawn(markedName(seat), cell)).toBe(seat);
  });

  test('are nobody where there is no bar, whatever the picture shows there', () => {
    const canvas = createCanvas(640, 100);
    const context = canvas.getContext('2d');
    context.fillStyle = '#1e2a38';
    context.fillRect(0, 0, 640, 100);
    context.fillStyle = '#c8a878';
    context.fillRect(100, 0, 90, 100);
    const { data: rgba } = context.getImageData(0, 0, 640, 100);
    expect(readName({ rgba, width: 640, height: 100 }, box)).toBe('none');
  });

  test('are nobody where nothing stands, and unreadable where something else does', () => {
    expect(drawn('', 10)).toBe('none');
    expect(drawn('████████', 10)).toBe('unreadable');
    const name = Array.from(markedName(5));
    for (let index = 2; index < 18; index++) {
      const other = name.with(index, name[index] === '█' ? '▁' : '█').join('');
      expect(drawn(other, 10)).toBe('unreadable');
    }
  });
});

describe('a name under a face', () => {
  test('is right where it is the one whose placard is in the picture', () => {
    const figures = judgeNames(pictures(0, 30, 1, [2], 2), speeches, wide);
    expect(figures).toMatchObject({ lies: [], closeUps: 30, settled: 19, settledNamed: 19 });
    expect(wrongNames(figures)).toEqual([]);
  });

  test('is a lie for as long as the one before stands under the next face', () => {
    const all = [
      ...pictures(0, 50, 1, [2], 2),
      ...pictures(5000, 4, 2, [6], 2),
      ...pictures(5400, 40, 2, [6], 6),
    ];
    const figures = judgeNames(all, speeches, wide);
    expect(figures.lies).toEqual([{ name: 2, faces: [6], world: 5000, stoodMs: 300, atMostMs: 500 }]);
    expect(wrongNames(figures)).toEqual(['the name of 2 stood under the face of 6 for 300 ms']);
  });

  test('may be of nobody, but not for long', () => {
    const all = [...pictures(0, 45, 1, [2], 2), ...pictures(5000, 30, 2, [6], 'none')];
    const figures = judgeNames(all, speeches, wide);
    expect(figures.lies).toEqual([]);
    expect(wrongNames(figures)).toEqual(['the right name in 34 of 53 close-ups that stood']);
  });

  test('in the room is of whoever speaks', () => {
    const room = (from: number, count: number, name: NameRead) => pictures(from, count, wide, [], name);
    expect(judgeNames(room(5200, 20, 6), speeches, wide).lies).toEqual([]);
    expect(judgeNames(room(7000, 10, 2), speeches, wide).lies).toMatchObject([{ name: 2, stoodMs: 900 }]);
  });

  test('that cannot be read counts as wrong, and one beside a second open microphone as neither', () => {
    const smeared = judgeNames(pictures(0, 10, 1, [2], 'unreadable'), speeches, wide);
    expect(wrongNames(smeared)).toContain('what is no name stood under the face of 2 for 900 ms');
    const chairToo = [...speeches, { seat: 8, from: 0, to: 10_000 }];
    expect(judgeNames(pictures(0, 30, 1, [8], 'none'), chairToo, wide)).toMatchObject({
      lies: [],
      settled: 0,
    });
    expect(judgeNames(pictures(0, 30, 1, [8], 2), chairToo, wide).lies).toMatchObject([
      { name: 2, faces: [8] },
    ]);
  });

  test('counts to the end of what was seen', () => {
    const figures = judgeNames(pictures(6000, 10, 1, [2], 6), speeches, wide);
    expect(figures.lies).toMatchObject([{ name: 6, stoodMs: 900, atMostMs: 900 }]);
  });
});
