import * as React from 'react';
import { Icon } from '../look/Icon';

/** A note above the form's sections about something that the author should look at. */
export function WarningNote({ children }: { children: React.ReactNode }): React.ReactElement {
  return (
    <div className="lst-odd" role="status">
      <Icon name="warning" />
      <div>{children}</div>
    </div>
  );
}
