/** Presses on their way from a keypad to the disk, and the answer on its way back. Pure. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Cast } from '../../protocols/models/voting.ts';
import type { KeypadMessage, NotStored, PressNumber } from '../../protocols/mqtt-keypads/topics.ts';
import {
  compare,
  keypadOf,
  leaves,
  speaks,
  tellAgainMs,
  withKeypad,
  type Keypad,
  type LatestPress,
} from './keypads.ts';
import {
  plus,
  send,
  statusOf,
  type MqttKeypadsOptions,
  type MqttKeypadsState,
  type Out,
  type Stepped,
} from './state.ts';

type Message<Type extends KeypadMessage['type']> = Extract<KeypadMessage, { readonly type: Type }>;

const answer = (
  options: MqttKeypadsOptions,
  keypad: string,
  { ballot, boot, press }: PressNumber,
  refused: NotStored | null,
): Out => send(options, { type: 'accepted', keypad, ballot, boot, press, refused });

const garbage: Out = { type: 'garbage', count: 1 };

/** The status is told anew where a second keypad has shown itself, or is gone. */
function withHeard(state: MqttKeypadsState, id: string, before: Keypad, keypad: Keypad): Stepped {
  const next = { ...state, keypads: withKeypad(state.keypads, id, keypad) };
  if (before.isTwice === keypad.isTwice || !state.isKnown) return { state: next, outputs: [] };
  return { state: next, outputs: keypad.isTwice ? [garbage, statusOf(next)] : [statusOf(next)] };
}

export function takePress(
  state: MqttKeypadsState,
  press: Message<'press'>,
  now: MonotonicMs,
  options: MqttKeypadsOptions,
): Stepped {
  const before = keypadOf(state.keypads, press.keypad);
  if (!before) return { state, outputs: [garbage] };
  const heard = speaks(before, press.boot, now);
  const { state: next, outputs } = withHeard(state, press.keypad, before, heard);
  const say = (...more: readonly Out[]): Stepped => ({ state: next, outputs: [...outputs, ...more] });
  // Left over from another ballot: no vote of this one, and the keypad shall not wait for us.
  if (next.ballot?.notice.ballot !== press.ballot)
    return say(answer(options, press.keypad, press, 'other-ballot'));
  const { latest } = heard;
  const order = compare(latest, press);
  // Its keypad has gone on to another press since.
  if (order === 'older') return say();
  if (order === 'same' && latest) {
    if (latest.is === 'waits' && now - latest.since < tellAgainMs) return say();
    if (latest.is !== 'waits' && latest.is !== 'untold')
      return say(answer(options, press.keypad, press, latest.is === 'stored' ? null : latest.is));
  }
  const option = heard.isTwice ? null : optionOf(press.key, next);
  return plus(outputs, cast(next, press.keypad, heard, press, option, now));
}

const optionOf = (key: number, { ballot }: MqttKeypadsState): number | null =>
  key >= 1 && key <= (ballot?.notice.options.length ?? 0) ? key - 1 : null;

function cast(
  state: MqttKeypadsState,
  id: string,
  keypad: Keypad,
  { ballot, boot, press, key }: Pick<LatestPress, 'ballot' | 'boot' | 'press' | 'key'>,
  option: number | null,
  now: MonotonicMs,
): Stepped {
  const receipt = state.receipts + 1;
  const latest: LatestPress = { ballot, boot, press, key, is: 'waits', receipt, since: now };
  const told: Cast = { ballot, keypad: id, option, id: `${boot}.${press}`, receipt };
  return {
    state: {
      ...state,
      receipts: receipt,
      keypads: withKeypad(state.keypads, id, { ...keypad, latest, settled: null }),
    },
    outputs: [{ type: 'emit', event: { type: 'cast', ...told } }],
  };
}

export function takeStatus(
  state: MqttKeypadsState,
  message: Message<'status'> | Message<'settled'>,
  now: MonotonicMs,
): Stepped {
  const before = keypadOf(state.keypads, message.keypad);
  if (!before) return { state, outputs: [garbage] };
  if (message.type === 'status' && !message.online)
    return withHeard(state, message.keypad, before, leaves(before, message.boot));
  const spoken = speaks(before, message.boot, now);
  const heard = message.type === 'settled' ? { ...spoken, settled: message.ballot } : spoken;
  const next = withHeard(state, message.keypad, before, heard);
  const pressed = heard.latest;
  // A second keypad shows itself: what was pressed under this id so far is nobody's.
  const isNews = heard.isTwice && !before.isTwice && pressed?.ballot === next.state.ballot?.notice.ballot;
  if (!isNews || !pressed) return next;
  const nobodys = { ...pressed, boot: `${pressed.boot}x${message.boot}` };
  return plus(next.outputs, cast(next.state, message.keypad, heard, nobodys, null, now));
}

/** The press is on disk, or does not count: its keypad is told. */
export function answerOf(
  state: MqttKeypadsState,
  receipt: number,
  stored: boolean,
  options: MqttKeypadsOptions,
): Stepped {
  const found = [...state.keypads].find(
    ([, { latest }]) => latest?.is === 'waits' && latest.receipt === receipt,
  );
  if (!found?.[1].latest) return { state, outputs: [] };
  const [id, keypad] = found;
  const refused = keypad.isTwice ? 'two-keypads' : stored ? null : 'not-counted';
  const latest: LatestPress = { ...found[1].latest, is: refused ?? 'stored' };
  return {
    state: { ...state, keypads: withKeypad(state.keypads, id, { ...keypad, latest }) },
    outputs: [answer(options, id, latest, refused)],
  };
}
