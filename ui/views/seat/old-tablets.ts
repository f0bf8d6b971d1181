/** An old iPad stays at Safari 15.0: what the shared parts use and it lacks. Loaded before them. */
if (typeof Object.hasOwn !== 'function')
  Object.hasOwn = (object: object, key: PropertyKey): boolean =>
    Object.prototype.hasOwnProperty.call(object, key);
