/** The open microphones by their seats, with their age. In view on every screen: in the map's head, at the top of a narrow page. */
import { OpenMicrophones } from '../../components/open-microphones.tsx';
import { useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, useOperator } from './view.ts';

/** What fits beside the map's title on a tablet. */
const most = 3;

export function Microphones() {
  const t = useT();
  const open = useOperator((view) => view.open);
  const seats = useOperator((view) => view.seats);
  return (
    <OpenMicrophones
      label={t('microphones.open')}
      most={most}
      microphones={open.map((seat) => ({
        name: seatPhrase(t, seatLabel(seats, seat)),
        sinceAt: seats[String(seat)]?.openSinceAt,
      }))}
    />
  );
}
