import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { domains } from '@daunguon/records';
import { isId } from '@daunguon/proof';

@Component({
  selector: 'dn-app',
  imports: [RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<h1>{{ title() }} {{ ok }}</h1>
    <router-outlet />`,
})
export class App {
  readonly title = signal(Object.keys(domains).join());
  readonly ok = isId('x');
}
