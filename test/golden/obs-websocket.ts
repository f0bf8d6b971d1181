/**
 * Messages of obs-websocket 5.x written by hand: the shapes from obs-websocket docs/generated/protocol.md
 * ("Message Types", the section of each request and event), the values as an OBS 29.0.2 with obs-websocket
 * 5.1.0 sent them. Salt, challenge, password and answer of `authentication` were computed with openssl.
 */

export const serverMessages = [
  {
    source: 'protocol.md, Hello (OpCode 0)',
    json: '{"op":0,"d":{"obsWebSocketVersion":"5.1.0","rpcVersion":1,"authentication":{"challenge":"+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY=","salt":"lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI="}}}',
    message: {
      type: 'hello',
      obsWebSocketVersion: '5.1.0',
      rpcVersion: 1,
      authentication: {
        challenge: '+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY=',
        salt: 'lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=',
      },
    },
  },
  {
    source: 'protocol.md, Hello without a password',
    json: '{"op":0,"d":{"obsWebSocketVersion":"5.1.0","rpcVersion":1}}',
    message: { type: 'hello', obsWebSocketVersion: '5.1.0', rpcVersion: 1 },
  },
  {
    source: 'protocol.md, Identified (OpCode 2)',
    json: '{"op":2,"d":{"negotiatedRpcVersion":1}}',
    message: { type: 'identified', negotiatedRpcVersion: 1 },
  },
  {
    source: 'protocol.md, Event (OpCode 5), StudioModeStateChanged',
    json: '{"op":5,"d":{"eventType":"StudioModeStateChanged","eventIntent":1024,"eventData":{"studioModeEnabled":true}}}',
    message: {
      type: 'event',
      eventType: 'StudioModeStateChanged',
      intent: 1024,
      data: { studioModeEnabled: true },
    },
  },
  {
    source: 'protocol.md, RequestResponse (OpCode 7), success; GetCurrentProgramScene',
    json: '{"op":7,"d":{"requestId":"r7","requestType":"GetCurrentProgramScene","requestStatus":{"result":true,"code":100},"responseData":{"currentProgramSceneName":"wide"}}}',
    message: {
      type: 'response',
      id: 'r7',
      result: {
        requestType: 'GetCurrentProgramScene',
        ok: true,
        code: 100,
        data: { currentProgramSceneName: 'wide' },
      },
    },
  },
  {
    source: 'protocol.md, RequestResponse (OpCode 7), failure; OBS 29.0.2 on an input without sound',
    json: '{"op":7,"d":{"requestId":"r8","requestType":"GetInputMute","requestStatus":{"result":false,"code":604,"comment":"The specified input does not support audio."}}}',
    message: {
      type: 'response',
      id: 'r8',
      result: {
        requestType: 'GetInputMute',
        ok: false,
        code: 604,
        comment: 'The specified input does not support audio.',
      },
    },
  },
  {
    source: 'protocol.md, RequestBatchResponse (OpCode 9)',
    json: '{"op":9,"d":{"requestId":"r9","results":[{"requestType":"SetCurrentProgramScene","requestStatus":{"result":true,"code":100}},{"requestType":"GetCurrentProgramScene","requestStatus":{"result":true,"code":100},"responseData":{"currentProgramSceneName":"Scene"}}]}}',
    message: {
      type: 'batch-response',
      id: 'r9',
      results: [
        { requestType: 'SetCurrentProgramScene', ok: true, code: 100 },
        {
          requestType: 'GetCurrentProgramScene',
          ok: true,
          code: 100,
          data: { currentProgramSceneName: 'Scene' },
        },
      ],
    },
  },
] as const;

export const clientMessages = [
  {
    source: 'protocol.md, Identify (OpCode 1)',
    json: '{"op":1,"d":{"rpcVersion":1,"authentication":"1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=","eventSubscriptions":33}}',
    message: {
      type: 'identify',
      rpcVersion: 1,
      authentication: '1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=',
      eventSubscriptions: 33,
    },
  },
  {
    source: 'protocol.md, Reidentify (OpCode 3)',
    json: '{"op":3,"d":{"eventSubscriptions":0}}',
    message: { type: 'reidentify', eventSubscriptions: 0 },
  },
  {
    source: 'protocol.md, Request (OpCode 6), SetCurrentProgramScene',
    json: '{"op":6,"d":{"requestId":"r1","requestType":"SetCurrentProgramScene","requestData":{"sceneName":"Kamera 1"}}}',
    message: {
      type: 'request',
      id: 'r1',
      request: { requestType: 'SetCurrentProgramScene', requestData: { sceneName: 'Kamera 1' } },
    },
  },
  {
    source: 'protocol.md, RequestBatch (OpCode 8), executionType SerialRealtime',
    json: '{"op":8,"d":{"requestId":"r2","haltOnFailure":false,"executionType":0,"requests":[{"requestType":"SetInputMute","requestData":{"inputName":"Mic/Aux","inputMuted":true}},{"requestType":"GetInputList"}]}}',
    message: {
      type: 'batch',
      id: 'r2',
      haltOnFailure: false,
      requests: [
        { requestType: 'SetInputMute', requestData: { inputName: 'Mic/Aux', inputMuted: true } },
        { requestType: 'GetInputList' },
      ],
    },
  },
] as const;

/** eventType, eventData as sent by OBS 29.0.2, and what it means to us. */
export const events = [
  ['CurrentProgramSceneChanged', '{"sceneName":"wide"}', { type: 'program', scene: 'wide' }],
  ['CurrentPreviewSceneChanged', '{"sceneName":"wide"}', { type: 'preview', scene: 'wide' }],
  ['StudioModeStateChanged', '{"studioModeEnabled":true}', { type: 'studio-mode', enabled: true }],
  [
    'SceneListChanged',
    '{"scenes":[{"sceneIndex":0,"sceneName":"wide"},{"sceneIndex":1,"sceneName":"Scene"}]}',
    { type: 'scenes', scenes: ['wide', 'Scene'] },
  ],
  [
    'SceneNameChanged',
    '{"oldSceneName":"wide","sceneName":"weit"}',
    { type: 'scene-renamed', from: 'wide', to: 'weit' },
  ],
  [
    'InputCreated',
    '{"defaultInputSettings":{"color":4291940817,"height":1080,"width":1920},"inputKind":"color_source_v3","inputName":"farbe","inputSettings":{"color":4282067487},"unversionedInputKind":"color_source"}',
    { type: 'input-created', name: 'farbe', kind: 'color_source_v3' },
  ],
  ['InputRemoved', '{"inputName":"txt"}', { type: 'input-removed', name: 'txt' }],
  [
    'InputNameChanged',
    '{"inputName":"cam2","oldInputName":"cam"}',
    { type: 'input-renamed', from: 'cam', to: 'cam2' },
  ],
  [
    'InputMuteStateChanged',
    '{"inputMuted":true,"inputName":"cam"}',
    { type: 'input-muted', name: 'cam', muted: true },
  ],
  ['CurrentSceneTransitionChanged', '{"transitionName":"Cut"}', { type: 'transition-changed', name: 'Cut' }],
  ['SceneTransitionStarted', '{"transitionName":"Fade"}', { type: 'transition-started' }],
  ['SceneTransitionEnded', '{"transitionName":"Fade"}', { type: 'transition-ended' }],
  [
    'StreamStateChanged',
    '{"outputActive":false,"outputState":"OBS_WEBSOCKET_OUTPUT_STARTING"}',
    { type: 'output', output: 'stream', state: 'starting' },
  ],
  [
    'RecordStateChanged',
    '{"outputActive":true,"outputPath":"/home/obs/2026-11-23 00-57-08.mkv","outputState":"OBS_WEBSOCKET_OUTPUT_STARTED"}',
    { type: 'output', output: 'record', state: 'started' },
  ],
  [
    'StreamStateChanged',
    '{"outputActive":false,"outputState":"OBS_WEBSOCKET_OUTPUT_RECONNECTING"}',
    { type: 'output', output: 'stream', state: 'reconnecting' },
  ],
  [
    'VirtualcamStateChanged',
    '{"outputActive":true,"outputState":"OBS_WEBSOCKET_OUTPUT_STARTED"}',
    { type: 'output', output: 'virtualCamera', state: 'started' },
  ],
  [
    'ReplayBufferStateChanged',
    '{"outputActive":false,"outputState":"OBS_WEBSOCKET_OUTPUT_STOPPED"}',
    { type: 'output', output: 'replayBuffer', state: 'stopped' },
  ],
  ['SceneCreated', '{"isGroup":false,"sceneName":"a"}', { type: 'contents' }],
  [
    'SceneItemCreated',
    '{"sceneItemId":1,"sceneItemIndex":0,"sceneName":"a","sourceName":"b"}',
    { type: 'contents' },
  ],
  [
    'SceneItemEnableStateChanged',
    '{"sceneItemEnabled":false,"sceneItemId":1,"sceneName":"a"}',
    { type: 'contents' },
  ],
  [
    'InputSettingsChanged',
    '{"inputName":"txt","inputUuid":"0f6e7a0c-5f4e-4a4b-9d4e-1f6a2a6a4f10","inputSettings":{"text":"x"}}',
    { type: 'input-settings', name: 'txt' },
  ],
  ['CurrentProfileChanged', '{"profileName":"Untitled"}', { type: 'profile-changed' }],
  ['CurrentSceneCollectionChanging', '{"sceneCollectionName":"Untitled"}', { type: 'collection-changing' }],
  ['CurrentSceneCollectionChanged', '{"sceneCollectionName":"Untitled"}', { type: 'collection-changed' }],
  ['ExitStarted', '{}', { type: 'exit-started' }],
] as const;

/** Hello's values and the password that make this Identify string. */
export const authentication = {
  password: 'supersecretpassword',
  challenge: '+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY=',
  salt: 'lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=',
  answer: '1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=',
} as const;

/** Answers of OBS 29.0.2, obs-websocket 5.1.0, as they came; InputSettingsChanged above is protocol.md's of 5.4.0. */
export const answers = {
  outputList:
    '{"outputs":[{"outputActive":true,"outputFlags":{"OBS_OUTPUT_AUDIO":true,"OBS_OUTPUT_ENCODED":true,"OBS_OUTPUT_MULTI_TRACK":true,"OBS_OUTPUT_SERVICE":true,"OBS_OUTPUT_VIDEO":true},"outputHeight":720,"outputKind":"rtmp_output","outputName":"simple_stream","outputWidth":1280},{"outputActive":false,"outputFlags":{"OBS_OUTPUT_AUDIO":true,"OBS_OUTPUT_ENCODED":true,"OBS_OUTPUT_MULTI_TRACK":true,"OBS_OUTPUT_SERVICE":false,"OBS_OUTPUT_VIDEO":true},"outputHeight":0,"outputKind":"ffmpeg_muxer","outputName":"simple_file_output","outputWidth":0},{"outputActive":false,"outputKind":"replay_buffer","outputName":"Replay Buffer"}]}',
  streamStatus:
    '{"outputActive":true,"outputBytes":357054,"outputCongestion":0,"outputDuration":1233,"outputReconnecting":false,"outputSkippedFrames":0,"outputTimecode":"00:00:01.233","outputTotalFrames":37}',
  stats:
    '{"activeFps":0,"availableDiskSpace":77731.36328125,"averageFrameRenderTime":0,"cpuUsage":38.46153846153847,"memoryUsage":202.58203125,"outputSkippedFrames":0,"outputTotalFrames":0,"renderSkippedFrames":0,"renderTotalFrames":10,"webSocketSessionIncomingMessages":10,"webSocketSessionOutgoingMessages":10}',
  delay: '{"defaultParameterValue":"20","parameterValue":"8"}',
  meters:
    '{"inputs":[{"inputLevelsMul":[],"inputName":"Mic/Aux"},{"inputLevelsMul":[[0.08827503025531769,0.12497663497924805,0.12497663497924805],[0.08827503025531769,0.12497663497924805,0.12497663497924805]],"inputName":"tone"}]}',
  mutedMeters:
    '{"inputs":[{"inputLevelsMul":[[0,0,0.12497663497924805],[0,0,0.12497663497924805]],"inputName":"tone"}]}',
  textSettings: '{"inputKind":"text_ft2_source_v2","inputSettings":{"text":"Ä😀 שלום"}}',
} as const;

/** GetStreamServiceSettings: what OBS has set, and what of it may be told. The key is `geheim` everywhere. */
export const streamServices = [
  ['{"streamServiceSettings":{},"streamServiceType":"rtmp_common"}', { host: '', isEncrypted: false }],
  [
    '{"streamServiceSettings":{"key":"geheim","server":"rtmp://127.0.0.1:9/live"},"streamServiceType":"rtmp_custom"}',
    { host: '127.0.0.1:9', isEncrypted: false },
  ],
  [
    '{"streamServiceSettings":{"key":"geheim","server":"rtmps://a.rtmps.youtube.com:443/live2","service":"YouTube - RTMPS"},"streamServiceType":"rtmp_common"}',
    { host: 'YouTube - RTMPS', isEncrypted: true },
  ],
  [
    '{"streamServiceSettings":{"key":"geheim","server":"auto","service":"Twitch"},"streamServiceType":"rtmp_common"}',
    { host: 'Twitch', isEncrypted: true },
  ],
  [
    '{"streamServiceSettings":{"key":"","server":"srt://relais.example.org:9000?streamid=geheim&passphrase=geheim"},"streamServiceType":"rtmp_custom"}',
    { host: 'relais.example.org:9000', isEncrypted: true },
  ],
  [
    '{"streamServiceSettings":{"server":"srt://relais.example.org:9000?streamid=geheim&passphrase="},"streamServiceType":"rtmp_custom"}',
    { host: 'relais.example.org:9000', isEncrypted: false },
  ],
  [
    '{"streamServiceSettings":{"server":"rtmp://geheim:geheim@[::1]:1935/live/geheim","use_auth":true,"username":"geheim","password":"geheim"},"streamServiceType":"rtmp_custom"}',
    { host: '[::1]:1935', isEncrypted: false },
  ],
  [
    '{"streamServiceSettings":{"server":"https://whip.example.org/geheim","bearer_token":"geheim"},"streamServiceType":"whip_custom"}',
    { host: 'whip.example.org', isEncrypted: true },
  ],
  [
    '{"streamServiceSettings":{"server":"relais.example.org/live/geheim"},"streamServiceType":"rtmp_custom"}',
    { host: '', isEncrypted: false },
  ],
] as const;
