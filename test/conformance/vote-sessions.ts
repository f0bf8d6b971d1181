/** Each conference system whose units vote, joined in memory: its session with its words for votes, and its model. */
import { wapVotes, type WapVoteOptions } from '../../drivers/bosch-dicentis-wireless/voting.ts';
import { withVotes } from '../../drivers/http-votes.ts';
import { createDisSession } from '../../drivers/shure-dis-ccu/session.ts';
import { disVotes } from '../../drivers/shure-dis-ccu/voting.ts';
import { createMxcwSession } from '../../drivers/shure-mxcw/session.ts';
import { mxcwVotes, type MxcwVoteOptions } from '../../drivers/shure-mxcw/voting.ts';
import { withStreamVotes } from '../../drivers/stream-votes.ts';
import { createCoConSession } from '../../drivers/televic-cocon/session.ts';
import { coconVotes } from '../../drivers/televic-cocon/voting.ts';
import { createConferoSession } from '../../drivers/televic-confero/session.ts';
import { conferoVotes } from '../../drivers/televic-confero/voting.ts';
import { createPlixusSession } from '../../drivers/televic-plixus/session.ts';
import { plixusVotes } from '../../drivers/televic-plixus/voting.ts';
import {
  createWapDevice,
  defaultSimulation as wap,
} from '../../simulators/bosch-dicentis-wireless/device.ts';
import { createDisDevice } from '../../simulators/shure-dis-ccu/device.ts';
import { createMxcwDevice } from '../../simulators/shure-mxcw/device.ts';
import { createCoConDevice, defaultSimulation as cocon } from '../../simulators/televic-cocon/device.ts';
import {
  createConferoDevice,
  defaultSimulation as confero,
} from '../../simulators/televic-confero/device.ts';
import { createPlixusDevice } from '../../simulators/televic-plixus/device.ts';
import { wapSession } from './systems.ts';
import {
  openHttpVoteHall,
  openStreamVoteHall,
  type HttpVoteHall,
  type VoteHall,
  type VoteHallOptions,
} from './vote-hall.ts';

export const openPlixus = (options: VoteHallOptions = {}): Promise<HttpVoteHall> =>
  openHttpVoteHall(
    () => withVotes(createPlixusSession({ badgeIn: 'down' }), plixusVotes),
    createPlixusDevice,
    options,
  );

export const openCoCon = (options: VoteHallOptions = {}, simulation = cocon): Promise<HttpVoteHall> =>
  openHttpVoteHall(
    () => withVotes(createCoConSession({ manual: 'Request', voice: 'activation' }), coconVotes),
    (device) => createCoConDevice(device, simulation),
    options,
  );

export const openConfero = (
  votes: 'totals' | 'individual' = 'individual',
  options: VoteHallOptions = {},
): Promise<HttpVoteHall> =>
  openHttpVoteHall(
    () =>
      withVotes(
        createConferoSession({ token: confero.token, manual: 'request', minimumKey: 'minimum-id' }),
        conferoVotes({ token: confero.token, votes }),
      ),
    (device) => createConferoDevice(device),
    options,
  );

export const openWap = (
  options: VoteHallOptions = {},
  vote: WapVoteOptions = { answers: 'yes-no' },
  participants = true,
): Promise<HttpVoteHall> =>
  openHttpVoteHall(
    () => withVotes(wapSession(), wapVotes(vote)),
    (device) => createWapDevice(device, { ...wap, participants }),
    options,
  );

export const standardMxcw: MxcwVoteOptions = {
  configuration: 1,
  buttons: ['yes', 'no', 'abstain'],
  listConfiguration: 3,
};
export const openMxcw = (
  options: VoteHallOptions = {},
  vote: MxcwVoteOptions = standardMxcw,
): Promise<VoteHall> =>
  openStreamVoteHall(
    () => withStreamVotes(createMxcwSession({ cards: false }), mxcwVotes(vote)),
    createMxcwDevice,
    options,
  );

export const openDis = (options: VoteHallOptions = {}, configuration = 1): Promise<VoteHall> =>
  openStreamVoteHall(
    () => withStreamVotes(createDisSession({ firmware: 'new' }), disVotes({ configuration })),
    createDisDevice,
    options,
  );
