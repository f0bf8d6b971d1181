/** Every microphone system joined in memory: session and model of the same kind. One row for each. */
import { createPlixusSession } from '../../drivers/televic-plixus/session.ts';
import { createPlixusDevice } from '../../simulators/televic-plixus/device.ts';
import { createQuintaSession } from '../../drivers/beyerdynamic-quinta/session.ts';
import { createQuintaDevice, unitOfSeat } from '../../simulators/beyerdynamic-quinta/device.ts';
import { createConferoSession } from '../../drivers/televic-confero/session.ts';
import {
  createConferoDevice,
  defaultSimulation as confero,
} from '../../simulators/televic-confero/device.ts';
import { createWapSession } from '../../drivers/bosch-dicentis-wireless/session.ts';
import {
  createWapDevice,
  defaultSimulation as wap,
} from '../../simulators/bosch-dicentis-wireless/device.ts';
import { createSdcSession } from '../../drivers/sennheiser-sdc/session.ts';
import { createTlvcamSession } from '../../drivers/televic-tlvcam/announcements.ts';
import { createSdcDevice } from '../../simulators/sennheiser-sdc/device.ts';
import { createCameraOutput } from '../../simulators/televic-tlvcam/device.ts';
import { createAdnSession } from '../../drivers/sennheiser-adn/session.ts';
import { createCoConSession } from '../../drivers/televic-cocon/session.ts';
import { createCoConDevice } from '../../simulators/televic-cocon/device.ts';
import { createDisSession } from '../../drivers/shure-dis-ccu/session.ts';
import { createTaidenSession } from '../../drivers/taiden-hcs/session.ts';
import { createAdnDevice } from '../../simulators/sennheiser-adn/device.ts';
import { createDisDevice } from '../../simulators/shure-dis-ccu/device.ts';
import { createMxcwSession } from '../../drivers/shure-mxcw/session.ts';
import { createMxcwDevice } from '../../simulators/shure-mxcw/device.ts';
import { joinAtuc } from './atuc.ts';
import { joinBroker } from './broker.ts';
import { createTaidenDevice } from '../../simulators/taiden-hcs/device.ts';
import { createDicentisSession } from '../../drivers/bosch-dicentis/session.ts';
import { createDicentisDevice, seatIdOf, simulatedLogin } from '../../simulators/bosch-dicentis/device.ts';
import { createDcernoSession } from '../../drivers/televic-dcerno/session.ts';
import { createDcernoDevice, uidOf } from '../../simulators/televic-dcerno/device.ts';
import { createDcnSession } from '../../drivers/bosch-dcn/session.ts';
import { createDcnDevice } from '../../simulators/bosch-dcn/device.ts';
import { joinHttp, joinLink, type Joined, type Listener } from './memory.ts';

/** A session of the DICENTIS Wireless with everything that its tests need. */
export const wapSession = () =>
  createWapSession({
    username: wap.username,
    password: wap.password,
    override: true,
    discuss: true,
    manualOpen: true,
    fullList: 'refuse',
    cards: false,
  });

export const inMemory: Readonly<Record<string, (listener: Listener) => Joined>> = {
  'audio-technica-atuc': joinAtuc,
  'mqtt-buttons': joinBroker,
  'shure-dis-ccu': (listener) =>
    joinLink(listener, createDisSession({ firmware: 'new' }), createDisDevice(listener.device)),
  'sennheiser-adn': (listener) =>
    joinLink(
      listener,
      createAdnSession({ positions: 20, units: {}, chairs: [1], openInRequestMode: 'refuse' }),
      createAdnDevice(listener.device),
    ),
  'shure-mxcw': (listener) =>
    joinLink(listener, createMxcwSession({ cards: false }), createMxcwDevice(listener.device)),
  'taiden-hcs': (listener) =>
    joinLink(
      listener,
      createTaidenSession({
        reports: 'status',
        form: { idBytes: 2, places: 'six' },
        lowBits: 'limit',
        allOff: 'e3',
        chairs: [1],
      }),
      createTaidenDevice(listener.device),
    ),
  'televic-cocon': (listener) =>
    joinHttp(
      listener,
      createCoConSession({ manual: 'Request', voice: 'activation' }),
      createCoConDevice(listener.device),
    ),
  'bosch-dicentis': (listener) =>
    joinLink(
      listener,
      createDicentisSession({
        ...simulatedLogin,
        server: '6.50',
        answers: 'parameters',
        units: Object.fromEntries(listener.device.seats.map(({ seat }) => [seatIdOf(seat), seat])),
      }),
      createDicentisDevice(listener.device),
    ),
  'sennheiser-sdc': (listener) =>
    joinLink(
      listener,
      createSdcSession({ switchOff: 'toggle', chairs: [1] }),
      createSdcDevice(listener.device),
    ),
  'televic-tlvcam': (listener) =>
    joinLink(
      listener,
      createTlvcamSession({ protocol: 'tlvcam1', checksum: 'sum', acknowledge: false, chairs: [] }),
      createCameraOutput({ ...listener.device, protocol: 'tlvcam1' }),
    ),
  'bosch-dicentis-wireless': (listener) => joinHttp(listener, wapSession(), createWapDevice(listener.device)),
  'televic-dcerno': (listener) =>
    joinLink(
      listener,
      createDcernoSession({
        units: Object.fromEntries(listener.device.seats.map(({ seat, chair }) => [uidOf(seat, chair), seat])),
      }),
      createDcernoDevice(listener.device),
    ),
  'televic-confero': (listener) =>
    joinHttp(
      listener,
      createConferoSession({ token: confero.token, manual: 'request', minimumKey: 'minimum-id' }),
      createConferoDevice(listener.device),
    ),
  'beyerdynamic-quinta': (listener) =>
    joinLink(
      listener,
      createQuintaSession({
        units: Object.fromEntries(
          listener.device.seats.map(({ seat }) => [unitOfSeat(seat).toString(16), seat]),
        ),
        positions: 30,
      }),
      createQuintaDevice(listener.device),
    ),
  'bosch-dcn': (listener) => joinLink(listener, createDcnSession(), createDcnDevice(listener.device)),
  'televic-plixus': (listener) =>
    joinHttp(listener, createPlixusSession({ badgeIn: 'down' }), createPlixusDevice(listener.device)),
};
