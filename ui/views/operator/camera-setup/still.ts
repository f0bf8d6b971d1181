/** Why nothing can be stored now: a picture of a moving camera would be stored as its shot. */
import type { CameraView } from '../../../../protocols/api/views.ts';
import { useT } from '../../../i18n/language.tsx';

/** The reason in words, undefined while the camera stands. */
export function useStillReason({ motion }: Pick<CameraView, 'motion'>): string | undefined {
  const t = useT();
  if (motion === 'still') return undefined;
  return motion === 'moving' ? t('store.moving') : t('store.unknown');
}
