/** The signs of the pages, drawn on a 24×24 grid in the text's colour, so that no font is needed to see a state. */
import type { ReactNode } from 'react';

const paths = {
  microphone: (
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" fill="currentColor" />
      <path d="M6 11a6 6 0 0 0 12 0M12 17v4M9 21h6" />
    </>
  ),
  noImage: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M5.6 5.6l12.8 12.8" />
    </>
  ),
  question: (
    <>
      <path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1.1.6-1.5 1.2-1.5 2.3" />
      <circle cx="12" cy="18.4" r="1.2" fill="currentColor" stroke="none" />
    </>
  ),
  onAir: <circle cx="12" cy="12" r="7" fill="currentColor" stroke="none" />,
  offAir: <circle cx="12" cy="12" r="7" />,
  ok: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path d="M7.5 12.5l3 3 6-6.5" className="icon-cut" />
    </>
  ),
  warning: (
    <>
      <path d="M12 3L22 20.5H2z" fill="currentColor" stroke="currentColor" />
      <path d="M12 9.5v5M12 17.3v.4" className="icon-cut" />
    </>
  ),
  fault: (
    <>
      <path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z" fill="currentColor" stroke="none" />
      <path d="M8.5 8.5l7 7m0-7l-7 7" className="icon-cut" />
    </>
  ),
  info: <circle cx="12" cy="12" r="4" fill="currentColor" stroke="none" />,
  still: <rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" stroke="none" />,
  moving: <path d="M3 12h17M14 6l6 6-6 6" />,
  camera: (
    <>
      <rect x="3" y="7" width="12" height="10" rx="2" />
      <path d="M15 11l6-3.5v9L15 13" />
    </>
  ),
  public: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" stroke="none" />
    </>
  ),
  closed: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="2" fill="currentColor" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  pause: <path d="M8 5v14M16 5v14" strokeWidth="4" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  next: <path d="M9 5l7 7-7 7" />,
  left: <path d="M15 5l-7 7 7 7" />,
  check: <path d="M4.5 12.5l5 5 10-11" />,
  add: <path d="M12 4v16M4 12h16" />,
  up: <path d="M5 15l7-7 7 7" />,
  down: <path d="M5 9l7 7 7-7" />,
  dots: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="4" />,
  import: <path d="M12 3v11M7 9.5l5 5 5-5M4 20h16" />,
  download: <path d="M12 3v11M7 9.5l5 5 5-5M4 20h16" />,
  remote: (
    <>
      <rect x="3" y="4" width="18" height="12" rx="2" />
      <path d="M8 20.5h8" />
    </>
  ),
  list: <path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01" />,
  seat: <path d="M7 3v9h10V3M5 12h14v5H5zM7 17v4M17 17v4" />,
  people: (
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14c2.2.8 3.5 3 3.5 6" />
    </>
  ),
  paper: <path d="M6 3h8l4 4v14H6zM9.5 11h5M9.5 15h5" />,
  hand: <path d="M5 21V4M5 4h13l-3 4.5L18 13H5" />,
  play: <path d="M8 5l11 7-11 7z" fill="currentColor" />,
  minus: <path d="M4 12h16" />,
  reply: <path d="M9 6L4 11l5 5M4 11h10a6 6 0 0 1 6 6v2" />,
  speech: <path d="M4 5h16v11h-9l-5 4.5V16H4z" />,
  house: <path d="M3 12l9-8 9 8M6 10v10h12V10" />,
  attention: <path d="M12 4v9.5M12 19.5h.01" strokeWidth="4" />,
  barred: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path d="M7 12h10" className="icon-cut" />
    </>
  ),
  setUp: (
    <>
      <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
      <circle cx="16" cy="7" r="2.6" />
      <circle cx="8" cy="17" r="2.6" />
    </>
  ),
  gamepad: (
    <>
      <rect x="2.5" y="7" width="19" height="11" rx="5.5" />
      <path d="M8 10.5v4M6 12.5h4M16 12.5h.01" />
    </>
  ),
  picture: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="M7 10h10M7 14h6" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.5l3.5 2" />
    </>
  ),
  bell: <path d="M6 17v-6a6 6 0 0 1 12 0v6M3.5 17h17M10 21h4" />,
  bellOff: <path d="M6 17v-6a6 6 0 0 1 12 0v6M3.5 17h17M10 21h4M4 3l16 17" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A sign beside words that say the same, so hidden from screen readers. */
export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      className={className === undefined ? 'icon' : `icon ${className}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
