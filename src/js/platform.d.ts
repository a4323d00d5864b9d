interface ErrorConstructor {
  /** V8's, and by now that of other engines too. */
  captureStackTrace?(target: object, above?: object): void;
}
