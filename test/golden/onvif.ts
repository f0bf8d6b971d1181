/**
 * Messages as the ONVIF specifications have them (device, media, PTZ and event services; the facts on PTZ:
 * status, presets and their events), written by hand with other prefixes than ours and with fields that are
 * not read here.
 */
import type { OnvifAnswer } from '../../protocols/onvif/answers.ts';
import type { OnvifOperation, OnvifRequest } from '../../protocols/onvif/requests.ts';

const declarations =
  'xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:onv="http://www.onvif.org/ver10/schema" ' +
  'xmlns:p="http://www.onvif.org/ver20/ptz/wsdl" xmlns:m="http://www.onvif.org/ver10/media/wsdl" ' +
  'xmlns:dev="http://www.onvif.org/ver10/device/wsdl" xmlns:ev="http://www.onvif.org/ver10/events/wsdl" ' +
  'xmlns:b="http://docs.oasis-open.org/wsn/b-2" xmlns:w="http://www.w3.org/2005/08/addressing" ' +
  'xmlns:er="http://www.onvif.org/ver10/error"';

/** A camera's envelope. */
export const heard = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope ${declarations}><SOAP-ENV:Header/><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;

const asked = (namespace: string, body: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
  `${namespace}><s:Body>${body}</s:Body></s:Envelope>`;
const ptz = ' xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl"';
const ptzAndSchema = `${ptz} xmlns:tt="http://www.onvif.org/ver10/schema"`;
const events = ' xmlns:tev="http://www.onvif.org/ver10/events/wsdl"';
const device = ' xmlns:tds="http://www.onvif.org/ver10/device/wsdl"';

const profile = 'Profile_1';
const token = '<tptz:ProfileToken>Profile_1</tptz:ProfileToken>';

/** As they go out. */
export const requests: readonly (readonly [OnvifRequest, string])[] = [
  [{ type: 'get-date-and-time' }, asked(device, '<tds:GetSystemDateAndTime/>')],
  [
    { type: 'get-services' },
    asked(device, '<tds:GetServices><tds:IncludeCapability>false</tds:IncludeCapability></tds:GetServices>'),
  ],
  [
    { type: 'get-capabilities' },
    asked(device, '<tds:GetCapabilities><tds:Category>All</tds:Category></tds:GetCapabilities>'),
  ],
  [
    { type: 'get-profiles' },
    asked(' xmlns:trt="http://www.onvif.org/ver10/media/wsdl"', '<trt:GetProfiles/>'),
  ],
  [{ type: 'get-ptz-capabilities' }, asked(ptz, '<tptz:GetServiceCapabilities/>')],
  [
    { type: 'get-node', node: 'Node_1' },
    asked(ptz, '<tptz:GetNode><tptz:NodeToken>Node_1</tptz:NodeToken></tptz:GetNode>'),
  ],
  [{ type: 'get-presets', profile }, asked(ptz, `<tptz:GetPresets>${token}</tptz:GetPresets>`)],
  [{ type: 'get-status', profile }, asked(ptz, `<tptz:GetStatus>${token}</tptz:GetStatus>`)],
  [
    { type: 'goto-preset', profile, preset: '01' },
    asked(ptz, `<tptz:GotoPreset>${token}<tptz:PresetToken>01</tptz:PresetToken></tptz:GotoPreset>`),
  ],
  [
    { type: 'set-preset', profile, preset: '7', name: 'Sitz <7> & "Gast"' },
    asked(
      ptz,
      `<tptz:SetPreset>${token}<tptz:PresetName>Sitz &lt;7&gt; &amp; &quot;Gast&quot;</tptz:PresetName><tptz:PresetToken>7</tptz:PresetToken></tptz:SetPreset>`,
    ),
  ],
  [
    { type: 'set-preset', profile, preset: '7', name: null },
    asked(ptz, `<tptz:SetPreset>${token}<tptz:PresetToken>7</tptz:PresetToken></tptz:SetPreset>`),
  ],
  [
    { type: 'absolute-move', profile, position: { pan: -0.5, tilt: 0, zoom: 0.25 } },
    asked(
      ptzAndSchema,
      `<tptz:AbsoluteMove>${token}<tptz:Position><tt:PanTilt x="-0.5" y="0"/><tt:Zoom x="0.25"/></tptz:Position></tptz:AbsoluteMove>`,
    ),
  ],
  [
    { type: 'continuous-move', profile, velocity: { pan: 1, tilt: -1, zoom: 0 } },
    asked(
      ptzAndSchema,
      `<tptz:ContinuousMove>${token}<tptz:Velocity><tt:PanTilt x="1" y="-1"/><tt:Zoom x="0"/></tptz:Velocity></tptz:ContinuousMove>`,
    ),
  ],
  [
    { type: 'stop', profile },
    asked(ptz, `<tptz:Stop>${token}<tptz:PanTilt>true</tptz:PanTilt><tptz:Zoom>true</tptz:Zoom></tptz:Stop>`),
  ],
  [
    { type: 'create-pull-point', lifeMs: 60_000 },
    asked(
      events,
      '<tev:CreatePullPointSubscription><tev:InitialTerminationTime>PT60S</tev:InitialTerminationTime></tev:CreatePullPointSubscription>',
    ),
  ],
  [
    { type: 'pull-messages', waitMs: 5000, limit: 10 },
    asked(
      events,
      '<tev:PullMessages><tev:Timeout>PT5S</tev:Timeout><tev:MessageLimit>10</tev:MessageLimit></tev:PullMessages>',
    ),
  ],
  [
    { type: 'renew', lifeMs: 60_000 },
    asked(
      ' xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"',
      '<wsnt:Renew><wsnt:TerminationTime>PT60S</wsnt:TerminationTime></wsnt:Renew>',
    ),
  ],
];

/** As cameras may write them. */
export const answers: readonly (readonly [OnvifOperation, string, OnvifAnswer])[] = [
  [
    'get-date-and-time',
    heard(
      '<dev:GetSystemDateAndTimeResponse><dev:SystemDateAndTime><onv:DateTimeType>Manual</onv:DateTimeType><onv:DaylightSavings>false</onv:DaylightSavings>' +
        '<onv:TimeZone><onv:TZ>CET-1CEST</onv:TZ></onv:TimeZone><onv:UTCDateTime><onv:Time><onv:Hour>18</onv:Hour><onv:Minute>5</onv:Minute><onv:Second>9</onv:Second></onv:Time>' +
        '<onv:Date><onv:Year>2024</onv:Year><onv:Month>2</onv:Month><onv:Day>29</onv:Day></onv:Date></onv:UTCDateTime></dev:SystemDateAndTime></dev:GetSystemDateAndTimeResponse>',
    ),
    { type: 'get-date-and-time', utcMs: 1_709_229_909_000 },
  ],
  [
    'get-date-and-time',
    heard(
      '<dev:GetSystemDateAndTimeResponse><dev:SystemDateAndTime><onv:DateTimeType>NTP</onv:DateTimeType></dev:SystemDateAndTime></dev:GetSystemDateAndTimeResponse>',
    ),
    { type: 'get-date-and-time', utcMs: null },
  ],
  [
    'get-services',
    heard(
      '<dev:GetServicesResponse><dev:Service><dev:Namespace>http://www.onvif.org/ver10/media/wsdl</dev:Namespace><dev:XAddr>http://10.0.0.4:8080/onvif/Media</dev:XAddr><dev:Version><onv:Major>2</onv:Major><onv:Minor>60</onv:Minor></dev:Version></dev:Service>' +
        '<dev:Service><dev:Namespace>http://www.onvif.org/ver20/ptz/wsdl</dev:Namespace><dev:XAddr> https://camera.example/onvif/ptz?a=1 </dev:XAddr></dev:Service>' +
        '<dev:Service><dev:Namespace>http://www.onvif.org/ver10/events/wsdl</dev:Namespace><dev:XAddr>not an address</dev:XAddr></dev:Service></dev:GetServicesResponse>',
    ),
    { type: 'get-services', services: { media: '/onvif/Media', ptz: '/onvif/ptz?a=1', events: null } },
  ],
  [
    'get-capabilities',
    heard(
      '<dev:GetCapabilitiesResponse><dev:Capabilities><onv:Device><onv:XAddr>http://10.0.0.4/onvif/device_service</onv:XAddr></onv:Device>' +
        '<onv:Media><onv:XAddr>http://10.0.0.4/onvif/media</onv:XAddr></onv:Media><onv:PTZ><onv:XAddr>http://10.0.0.4/onvif/ptz</onv:XAddr></onv:PTZ></dev:Capabilities></dev:GetCapabilitiesResponse>',
    ),
    { type: 'get-capabilities', services: { media: '/onvif/media', ptz: '/onvif/ptz', events: null } },
  ],
  [
    'get-profiles',
    heard(
      '<m:GetProfilesResponse><m:Profiles token="Profile_1" fixed="true"><onv:Name>mainStream</onv:Name><onv:VideoSourceConfiguration token="v"/>' +
        '<onv:PTZConfiguration token="Ptz_1"><onv:Name>PTZ</onv:Name><onv:UseCount>2</onv:UseCount><onv:NodeToken>Node_1</onv:NodeToken></onv:PTZConfiguration></m:Profiles>' +
        '<m:Profiles token="Profile_2"><onv:Name>fixed</onv:Name></m:Profiles><m:Profiles><onv:Name>without a token</onv:Name></m:Profiles></m:GetProfilesResponse>',
    ),
    {
      type: 'get-profiles',
      profiles: [
        { token: 'Profile_1', name: 'mainStream', ptz: { configuration: 'Ptz_1', node: 'Node_1' } },
        { token: 'Profile_2', name: 'fixed', ptz: null },
      ],
    },
  ],
  [
    'get-ptz-capabilities',
    heard(
      '<p:GetServiceCapabilitiesResponse><p:Capabilities EFlip="false" Reverse="false" GetCompatibleConfigurations="true" MoveStatus="true" StatusPosition="0"/></p:GetServiceCapabilitiesResponse>',
    ),
    { type: 'get-ptz-capabilities', capabilities: { position: false, moveStatus: true } },
  ],
  [
    'get-ptz-capabilities',
    heard('<p:GetServiceCapabilitiesResponse><p:Capabilities/></p:GetServiceCapabilitiesResponse>'),
    { type: 'get-ptz-capabilities', capabilities: { position: null, moveStatus: null } },
  ],
  [
    'get-node',
    heard(
      '<p:GetNodeResponse><p:PTZNode token="Node_1" FixedHomePosition="false"><onv:Name>Node</onv:Name><onv:SupportedPTZSpaces>' +
        '<onv:AbsolutePanTiltPositionSpace><onv:URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/SphericalPositionSpaceDegrees</onv:URI><onv:XRange><onv:Min>-180</onv:Min><onv:Max>180</onv:Max></onv:XRange><onv:YRange><onv:Min>-30</onv:Min><onv:Max>90</onv:Max></onv:YRange></onv:AbsolutePanTiltPositionSpace>' +
        '<onv:AbsolutePanTiltPositionSpace><onv:URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace</onv:URI><onv:XRange><onv:Min>-1</onv:Min><onv:Max>1</onv:Max></onv:XRange><onv:YRange><onv:Min>-0.5</onv:Min><onv:Max>1.0</onv:Max></onv:YRange></onv:AbsolutePanTiltPositionSpace>' +
        '<onv:AbsoluteZoomPositionSpace><onv:URI>http://www.onvif.org/ver10/tptz/ZoomSpaces/PositionGenericSpace</onv:URI><onv:XRange><onv:Min>0</onv:Min><onv:Max>1</onv:Max></onv:XRange></onv:AbsoluteZoomPositionSpace>' +
        '</onv:SupportedPTZSpaces><onv:MaximumNumberOfPresets>300</onv:MaximumNumberOfPresets></p:PTZNode></p:GetNodeResponse>',
    ),
    {
      type: 'get-node',
      node: {
        token: 'Node_1',
        absolute: { pan: { from: -1, to: 1 }, tilt: { from: -0.5, to: 1 }, zoom: { from: 0, to: 1 } },
      },
    },
  ],
  [
    'get-presets',
    heard(
      '<p:GetPresetsResponse><p:Preset token="1"><onv:Name>01</onv:Name><onv:PTZPosition><onv:PanTilt x="0.1" y="0.2"/></onv:PTZPosition></p:Preset>' +
        '<p:Preset token="2"><onv:Name>01</onv:Name></p:Preset><p:Preset token="Preset_3"/></p:GetPresetsResponse>',
    ),
    {
      type: 'get-presets',
      presets: [
        { token: '1', name: '01' },
        { token: '2', name: '01' },
        { token: 'Preset_3', name: null },
      ],
    },
  ],
  [
    'get-status',
    heard(
      '<p:GetStatusResponse><p:PTZStatus><onv:Position><onv:PanTilt x="-0.123" y="4.5e-1" space="http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace"/><onv:Zoom x="0.5" space="http://www.onvif.org/ver10/tptz/ZoomSpaces/PositionGenericSpace"/></onv:Position>' +
        '<onv:MoveStatus><onv:PanTilt>MOVING</onv:PanTilt><onv:Zoom>IDLE</onv:Zoom></onv:MoveStatus><onv:Error>NO error</onv:Error><onv:UtcTime>2026-11-25T18:05:09Z</onv:UtcTime></p:PTZStatus></p:GetStatusResponse>',
    ),
    {
      type: 'get-status',
      status: {
        position: {
          pan: -0.123,
          tilt: 0.45,
          space: 'http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace',
          zoom: 0.5,
        },
        panTilt: 'moving',
        zoom: 'idle',
        error: null,
      },
    },
  ],
  [
    'get-status',
    heard(
      '<p:GetStatusResponse><p:PTZStatus><onv:MoveStatus><onv:PanTilt>0</onv:PanTilt><onv:Zoom>UNKNOWN</onv:Zoom></onv:MoveStatus><onv:Error>motor fault</onv:Error></p:PTZStatus></p:GetStatusResponse>',
    ),
    {
      type: 'get-status',
      status: { position: null, panTilt: null, zoom: 'unknown', error: 'motor fault' },
    },
  ],
  ['goto-preset', heard('<p:GotoPresetResponse/>'), { type: 'goto-preset' }],
  ['absolute-move', heard('<p:AbsoluteMoveResponse></p:AbsoluteMoveResponse>'), { type: 'absolute-move' }],
  ['continuous-move', heard('<p:ContinuousMoveResponse/>'), { type: 'continuous-move' }],
  ['stop', heard('<p:StopResponse/>'), { type: 'stop' }],
  [
    'set-preset',
    heard('<p:SetPresetResponse><p:PresetToken>7</p:PresetToken></p:SetPresetResponse>'),
    { type: 'set-preset', preset: '7' },
  ],
  [
    'create-pull-point',
    heard(
      '<ev:CreatePullPointSubscriptionResponse><ev:SubscriptionReference><w:Address>http://10.0.0.4/onvif/events</w:Address><w:ReferenceParameters><x:SubscriptionId xmlns:x="http://maker.example/ns">42</x:SubscriptionId></w:ReferenceParameters></ev:SubscriptionReference>' +
        '<b:CurrentTime>2026-11-25T18:05:09Z</b:CurrentTime><b:TerminationTime>2026-11-25T18:06:09Z</b:TerminationTime></ev:CreatePullPointSubscriptionResponse>',
    ),
    {
      type: 'create-pull-point',
      pullPoint: {
        address: 'http://10.0.0.4/onvif/events',
        path: '/onvif/events',
        referenceParameters: [
          {
            namespace: 'http://maker.example/ns',
            name: 'SubscriptionId',
            attributes: {},
            children: [],
            text: '42',
          },
        ],
      },
    },
  ],
  [
    'pull-messages',
    heard(
      '<ev:PullMessagesResponse><ev:CurrentTime>2026-11-25T18:05:09Z</ev:CurrentTime><ev:TerminationTime>2026-11-25T18:06:09Z</ev:TerminationTime>' +
        '<b:NotificationMessage><b:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">tns1:PTZController/tns1:PTZPresets/tns1:Reached</b:Topic><b:Message>' +
        '<onv:Message UtcTime="2026-11-25T18:05:08.500Z"><onv:Source><onv:SimpleItem Name="PTZConfigurationToken" Value="Ptz_1"/></onv:Source><onv:Data><onv:SimpleItem Name="PresetToken" Value="7"/><onv:SimpleItem Name="PresetName" Value="Platz 7"/></onv:Data></onv:Message></b:Message></b:NotificationMessage>' +
        '<b:NotificationMessage><b:Topic>tns1:VideoSource/MotionAlarm</b:Topic><b:Message><onv:Message UtcTime="2026-11-25T18:05:08Z"/></b:Message></b:NotificationMessage></ev:PullMessagesResponse>',
    ),
    {
      type: 'pull-messages',
      events: [{ kind: 'reached', preset: '7', configuration: 'Ptz_1', atMs: 1_795_629_908_500 }],
    },
  ],
  [
    'renew',
    heard('<b:RenewResponse><b:TerminationTime>2026-11-25T18:06:09Z</b:TerminationTime></b:RenewResponse>'),
    { type: 'renew' },
  ],
];

/** A refusal, with its codes nested as the specification nests them. */
export const fault = heard(
  '<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>er:InvalidArgVal</SOAP-ENV:Value>' +
    '<SOAP-ENV:Subcode><SOAP-ENV:Value>er:NoToken</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">no such preset</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>',
);
