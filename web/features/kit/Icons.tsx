import {
  ArrowRightIcon,
  BellIcon,
  BoxIcon,
  BuildingIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronLeftIcon,
  ChevronRightIcon,
  ClockIcon,
  ColumnsIcon,
  CopyIcon,
  CrossIcon,
  DensityIcon,
  DeviceIcon,
  DownloadIcon,
  EyeIcon,
  FeedIcon,
  GearIcon,
  HelpIcon,
  HomeIcon,
  InfoIcon,
  LinkIcon,
  MailIcon,
  MenuIcon,
  MoonIcon,
  MoveIcon,
  PeopleIcon,
  PersonIcon,
  PlusIcon,
  SealIcon,
  SearchIcon,
  SignOutIcon,
  SortDownIcon,
  SortUpIcon,
  SunIcon,
  TrendDownIcon,
  TrendFlatIcon,
  TrendUpIcon,
  UndoIcon,
  UploadIcon,
  ViewIcon,
  WarningIcon,
} from '../../kit/icons.tsx'
import { Section } from '../../kit/Page.tsx'
import classes from './kit.module.css'

const icons = {
  BellIcon,
  MenuIcon,
  ChevronDownIcon,
  ArrowRightIcon,
  ChevronRightIcon,
  ChevronLeftIcon,
  SortUpIcon,
  SortDownIcon,
  SearchIcon,
  CheckIcon,
  CrossIcon,
  CopyIcon,
  EyeIcon,
  PlusIcon,
  UploadIcon,
  DownloadIcon,
  WarningIcon,
  HelpIcon,
  InfoIcon,
  UndoIcon,
  MoveIcon,
  PeopleIcon,
  BuildingIcon,
  HomeIcon,
  DeviceIcon,
  BoxIcon,
  FeedIcon,
  SealIcon,
  LinkIcon,
  ClockIcon,
  GearIcon,
  SunIcon,
  MoonIcon,
  MailIcon,
  SignOutIcon,
  PersonIcon,
  TrendUpIcon,
  TrendDownIcon,
  TrendFlatIcon,
  DensityIcon,
  ColumnsIcon,
  ViewIcon,
}

export function Icons() {
  return (
    <Section title="Icons" lead="Lines of 1.4 on a grid of 16. Beside a word or inside a labelled button; never alone.">
      <ul className={classes.icons}>
        {Object.entries(icons).map(([name, Icon]) => (
          <li key={name}>
            <Icon size={20} />
            <span>{name.replace('Icon', '')}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
