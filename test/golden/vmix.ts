/**
 * Messages of vMix's TCP API written by hand: the shapes and examples of vmix.com/help28/TCPAPI.html, the document's
 * elements of vmix.com/help28/DeveloperAPI.html. Lengths are counted by hand, the final CRLF included.
 */

export const requests = [
  { source: 'TCP API, XML', line: 'XML\r\n', message: { type: 'xml' } },
  { source: 'TCP API, TALLY', line: 'TALLY\r\n', message: { type: 'tally' } },
  { source: 'TCP API, VERSION', line: 'VERSION\r\n', message: { type: 'version' } },
  {
    source: 'TCP API, SUBSCRIBE',
    line: 'SUBSCRIBE ACTS\r\n',
    message: { type: 'subscribe', topic: 'ACTS' },
  },
  {
    source: 'TCP API, UNSUBSCRIBE',
    line: 'UNSUBSCRIBE TALLY\r\n',
    message: { type: 'unsubscribe', topic: 'TALLY' },
  },
  {
    source: 'TCP API, FUNCTION, first example',
    line: 'FUNCTION PreviewInput Input=5\r\n',
    message: { type: 'function', name: 'PreviewInput', query: { Input: '5' } },
  },
  {
    source: 'TCP API, FUNCTION, second example, with the escapes it asks for',
    line: 'FUNCTION SetText Input=3&SelectedName=Headline&Value=Hello%20world\r\n',
    message: {
      type: 'function',
      name: 'SetText',
      query: { Input: '3', SelectedName: 'Headline', Value: 'Hello world' },
    },
  },
  {
    source: 'HTTP Web API, escapes of UTF-8 and of what a query is made of',
    line: 'FUNCTION SetText Input=Tafel&Value=S%C3%BCd%20%26%20Ost%20%3D%2050%25\r\n',
    message: { type: 'function', name: 'SetText', query: { Input: 'Tafel', Value: 'Süd & Ost = 50%' } },
  },
  {
    source: 'Shortcut Function Reference, a function without parameters',
    line: 'FUNCTION StopStreaming\r\n',
    message: { type: 'function', name: 'StopStreaming', query: {} },
  },
] as const;

export const answers = [
  {
    source: 'TCP API, VERSION',
    text: 'VERSION OK 27.0.0.49\r\n',
    message: { type: 'line', word: 'VERSION', ok: true, text: '27.0.0.49' },
  },
  {
    source: 'TCP API, TALLY',
    text: 'TALLY OK 0121\r\n',
    message: { type: 'line', word: 'TALLY', ok: true, text: '0121' },
  },
  {
    source: 'TCP API, FUNCTION',
    text: 'FUNCTION OK PreviewInput\r\n',
    message: { type: 'line', word: 'FUNCTION', ok: true, text: 'PreviewInput' },
  },
  {
    source: 'TCP API, FUNCTION with an error',
    text: 'FUNCTION ER Error message\r\n',
    message: { type: 'line', word: 'FUNCTION', ok: false, text: 'Error message' },
  },
  {
    source: 'TCP API, ACTS',
    text: 'ACTS OK Input 1 1\r\n',
    message: { type: 'line', word: 'ACTS', ok: true, text: 'Input 1 1' },
  },
  {
    source: 'TCP API, SUBSCRIBE',
    text: 'SUBSCRIBE OK ACTS\r\n',
    message: { type: 'line', word: 'SUBSCRIBE', ok: true, text: 'ACTS' },
  },
  {
    source: 'TCP API, XML, with the line end that is counted in',
    text: 'XML 41\r\n<vmix><version>x.x.x.x</version></vmix>\r\n',
    message: { type: 'data', word: 'XML', text: '<vmix><version>x.x.x.x</version></vmix>' },
  },
  {
    source: 'TCP API, Formatting: UTF-8, counted in bytes',
    text: 'XML 33\r\n<vmix><a>Größe €</a></vmix>\r\n',
    message: { type: 'data', word: 'XML', text: '<vmix><a>Größe €</a></vmix>' },
  },
] as const;

/** HTTP Web API, Information: every element a mixer is read from, and some that are not. */
export const document = `<vmix>
<version>27.0.0.49</version>
<edition>4K</edition>
<preset>C:\\Rat\\Sitzung.vmix</preset>
<inputs>
<input key="26cae087-b7b6-4d45-98e4-de03ab4feb6b" number="1" type="Capture" title="Totale" shortTitle="Totale" state="Running" position="0" duration="0" loop="False" muted="True" volume="100" balance="0" solo="False" audiobusses="M" meterF1="0" meterF2="0" gainDb="0">Totale</input>
<input key="55cbe357-a801-4d54-8ff2-08ee68766fae" number="2" type="GT" title="Bauchbinde" shortTitle="Bauchbinde" state="Paused" position="0" duration="0" loop="False" selectedIndex="0">Bauchbinde<text index="0" name="Headline.Text">Jörg &amp; Söhne</text><text index="1" name="Description.Text"></text></input>
<input key="2fe8ff9d-e400-4504-85ab-df7c17a1edd4" number="3" type="Audio" title="Saalton" state="Running" position="0" duration="0" loop="False" muted="False" volume="100" audiobusses="MA" meterF1="0.03915471" meterF2="0,0791242">Saalton</input>
<input key="20e4ee9a-05cc-4f58-bb69-cd179e1c1958" number="4" type="Colour" title="Bild im Bild" state="Paused" position="0" duration="0" loop="False">Bild im Bild<overlay index="0" key="26cae087-b7b6-4d45-98e4-de03ab4feb6b"/></input>
</inputs>
<overlays>
<overlay number="1"/>
<overlay number="2">2</overlay>
<overlay number="3" preview="True">1</overlay>
</overlays>
<preview>4</preview>
<active>1</active>
<fadeToBlack>False</fadeToBlack>
<transitions><transition number="1" effect="Fade" duration="500"/></transitions>
<recording duration="515" filename1="C:\\Rat\\aufnahme.mp4">True</recording>
<external>False</external>
<streaming channel1="True" channel2="False">True</streaming>
<playList>False</playList>
<multiCorder>False</multiCorder>
<fullscreen>True</fullscreen>
<outputs>
<output type="Output" number="1" source="Output" ndi="False" omt="False" srt="False"/>
<output type="Output" number="2" source="Input" inputNumber="1" ndi="True" omt="False" srt="True"/>
<output type="Fullscreen" number="1" source="Output"/>
</outputs>
<audio><master volume="100" muted="False" meterF1="0.04" meterF2="0.04" headphonesVolume="100"/></audio>
</vmix>`;

export const state = {
  version: '27.0.0.49',
  inputs: [
    {
      key: '26cae087-b7b6-4d45-98e4-de03ab4feb6b',
      number: 1,
      type: 'Capture',
      title: 'Totale',
      muted: true,
      meter: 0,
      texts: [],
      layers: [],
    },
    {
      key: '55cbe357-a801-4d54-8ff2-08ee68766fae',
      number: 2,
      type: 'GT',
      title: 'Bauchbinde',
      muted: null,
      meter: null,
      texts: [
        { index: 0, name: 'Headline.Text', text: 'Jörg & Söhne' },
        { index: 1, name: 'Description.Text', text: '' },
      ],
      layers: [],
    },
    {
      key: '2fe8ff9d-e400-4504-85ab-df7c17a1edd4',
      number: 3,
      type: 'Audio',
      title: 'Saalton',
      muted: false,
      meter: 0.0791242,
      texts: [],
      layers: [],
    },
    {
      key: '20e4ee9a-05cc-4f58-bb69-cd179e1c1958',
      number: 4,
      type: 'Colour',
      title: 'Bild im Bild',
      muted: null,
      meter: null,
      texts: [],
      layers: ['26cae087-b7b6-4d45-98e4-de03ab4feb6b'],
    },
  ],
  overlays: [
    { channel: 2, input: 2, isPreview: false },
    { channel: 3, input: 1, isPreview: true },
  ],
  preview: 4,
  active: 1,
  recording: true,
  external: false,
  streaming: true,
  multiCorder: false,
  fullscreen: true,
  outputs: [
    { number: 1, sent: [] },
    { number: 2, sent: ['ndi', 'srt'] },
  ],
} as const;
