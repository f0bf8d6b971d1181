/** One moving picture, painted on a canvas; received only while it is on screen, and said to be missing when it is old. */
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/language.tsx';
import { browserClock, openPictureSocket } from '../live/browser.ts';
import { createPictureStream, pictureStaleMs, type PictureName } from '../live/pictures.ts';

const stream = createPictureStream(browserClock, openPictureSocket);

/** True while the page is in front and the element within the window. */
function useOnScreen(element: HTMLElement | null): boolean {
  const [inWindow, setInWindow] = useState(false);
  const [inFront, setInFront] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) setInWindow(last.isIntersecting);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  useEffect(() => {
    const look = (): void => setInFront(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return inWindow && inFront;
}

/** The words beside it say what it shows; the picture itself tells a screen reader nothing. */
export function MovingPicture(name: PictureName) {
  const t = useT();
  const { kind } = name;
  const camera = name.kind === 'camera' ? name.camera : '';
  const canvas = useRef<HTMLCanvasElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [fresh, setFresh] = useState(false);
  const onScreen = useOnScreen(place);
  useEffect(() => {
    if (!onScreen) return;
    let watching = true;
    let painting = false;
    let next: Uint8Array<ArrayBuffer> | null = null;
    let staleTimer: ReturnType<typeof setTimeout> | undefined;

    async function paint(): Promise<void> {
      painting = true;
      // Only the newest waits: a slow tablet shows fewer pictures, never older ones.
      for (let jpeg = next; jpeg !== null; jpeg = next) {
        next = null;
        try {
          const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
          if (watching) {
            canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0, 640, 360);
            setFresh(true);
            clearTimeout(staleTimer);
            staleTimer = setTimeout(() => setFresh(false), pictureStaleMs);
          }
          bitmap.close();
        } catch {
          // A broken picture is no picture; the time-out says so if no better one follows.
        }
      }
      painting = false;
    }

    const stop = stream.watch(kind === 'camera' ? { kind, camera } : { kind }, (jpeg) => {
      next = jpeg;
      if (!painting) void paint();
    });
    return () => {
      watching = false;
      clearTimeout(staleTimer);
      setFresh(false);
      stop();
    };
  }, [kind, camera, onScreen]);
  return (
    <div className="picture" ref={setPlace}>
      <canvas ref={canvas} width={640} height={360} aria-hidden="true" hidden={!fresh} />
      {!fresh && <span className="picture-none">{t('picture.none')}</span>}
    </div>
  );
}
