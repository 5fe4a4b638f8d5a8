/**
 * Words by what they tell about the work. Entries of several words are joined by `_`.
 * Forms in -s, -es, -ed and -ing are found through their stem, except where a word opens the wish:
 * "add it" is a wish, "added it" is not. Apostrophes are left out: "don't" is `dont`.
 */
export const lexicon = {
  ack: 'ok okay k kk yes yeah yea yep yup y sure fine great good nice cool perfect excellent awesome sweet alright right agreed exactly thanks thank thx ty thank_you dope sick wow hmm hm oh gotcha got_it i_see makes_sense sounds_good looks_good looks_great looks_nice love_it lgtm all_set np',
  no: 'no nope nah n not_yet wrong incorrect never_mind nevermind nvm stop wait hold_on cancel abort undo',
  polite:
    'please pls kindly hey hi hello just now then next also and so but sorry maybe actually again first instead one_sec quickly quick simply go_ahead_and lets let_us let_me could_you can_you can_u would_you will_you can_we could_we shall_we could_u id_like_you_to i_want_you_to i_need_you_to i_would_like_you_to i_want_to i_need_to i_would_like_to id_like_to id_like we_need_to we_should you_can help_me go_and need_to want_to is_it_possible_to is_there_a_way_to',
  greet: 'hello hi hey salut howdy yo good_morning good_evening good_afternoon bye goodbye',
  request:
    'can_you could_you would_you will_you can_u could_u i_want_you_to i_need_you_to id_like_you_to i_would_like_you_to help_me is_there_a_way_to',
  together: 'lets let_us can_we could_we shall_we we_should we_need_to',
  want: 'i_want i_need i_would_like id_like i_wish i_would_love id_love we_need want need wanted needed needs my_goal',
  deictic:
    'it its this that these those them they him same other others another one ones both above below previous earlier former latter here there such thing things stuff something anything everything nothing all',
  generic:
    'command error problem issue bug change file code result output thing work working info place question answer try run ran use used using need needed good better best new old right wrong fix fixed one two stuff time part way make made know see saw look looking mean think say said tell project app test check continue everything something anything nothing edit message response step',
  howto:
    'how_do_i how_can_i how_would_i how_could_i how_should_i how_to how_do_we is_there_a is_there_an is_there_any are_there_any can_i could_i do_i should_i what_is what_are whats_the what_does where_is where_are which_file which_one how_many',
  asks: 'what whats which who when where wheres how hows why whys is are do does did can could should would will was has have am any isnt arent teach_me show_me_how give_me_an_example give_me_some_examples give_me_examples command_to in_which tell_me_about tell_me_how tell_me_why explain describe walk_me_through help_me_understand understand summarize summarise clarify elaborate i_dont_understand',
  problem:
    'error bug buggy issue problem doesnt didnt havent hasnt fail failed failure crash broken break exception traceback doesnt_work doesnt_seem dont_work wont_work wont didnt_work wrong incorrect missing stuck hangs freeze slow lag laggy glitch undefined unable cannot cant invalid unexpected denied 404 500 401 503 blank empty disappeared duplicate overlap conflict not_found weird strange flicker warning stopped instead_of persists indefinitely unresponsive isnt arent',
  hard: 'race race_condition deadlock concurrent intermittent intermittently flaky sporadic randomly memory_leak segfault corruption corrupt bottleneck distributed consistency scalability scalable latency throughput thread-safe performance root_cause sometimes non-deterministic',
  crypto:
    'security secure vulnerability vulnerabilities vulnerable xss csrf injection crypto cryptography encrypt encryption jwt oauth saml sso authentication auth threat attack',
  mutate:
    'deploy deployment release publish provision configure configuration set_up domain dns ssl network cluster ci cicd ci/cd github_actions cron remote vpn tunnel proxy',
  conflict: 'conflict conflicts merge_conflict merge_conflicts',
  goes: 'continue contnue continuer resume proceed go go_on go_ahead go_for_it go_back go_with keep_going keep_on keep_at keep_working carry_on move_on onward back_to do_it do_that do_this do_both do_all do_them do_the_same do_the_other do_the_next redo retry try_again try_that try_it try_this try_now same pick_up ship_it finish_it finish_that use_it use_that use_this ready done maybe either neither whatever both none all_of_them the_first the_second the_third the_last first second third last next',
  refers:
    'you_said you_told you_mentioned you_suggested you_were_doing your_last your_previous the_previous the_last_message the_last_error as_discussed i_said we_discussed we_talked were_working_on i_told_you i_meant the_first_one the_second_one the_other_one the_first_option the_second_option the_other_option questions_you the_remaining_ones open_questions open_issues now_what the_option did_you_not did_we_not does_that_mean the_plan our_plan this_plan all_set',
  remarks:
    'i im ive ill it its that thats this they theyre there theres those these we were weve you youre u ur he she nothing everything some one me my still yet seems seem looks look_good works worked has cant not idk dw',
  runs: 'run rerun execute start restart open reopen launch boot reboot load reload serve spin_up fire_up bring_up play stop quit exit close kill ping log_in log_out log_on login logout attach detach download install reinstall take_a_screenshot take_screenshots take_another_screenshot take_a_new_screenshot screenshot scroll compile list ls print show display cat read head tail count refresh sync preview activate enable disable authorize talk_to call curl',
  opens:
    'run rerun start restart open reopen launch load reload boot spin_up view take_a_screenshot take_another_screenshot',
  screen:
    'browser localhost page website app server terminal editor tab simulator emulator §url §file',
  gitverb: 'git commit push pull stash stage fetch checkout check_out amend squash',
  more: 'fix implement create write refactor debug solve resolve analyze analyse review explain investigate improve optimize optimise design until make_sure ensure why figure diagnose test_the test_every test_all update change configure setup set_up integrate connect automate automatically generate replace convert every each portable join network clean edit modify redesign plan repair migrate merge tell_me_what understand optimal best going_on',
  sentence:
    'is are was were the my our your i you we it its doesnt isnt wont cant does do should would could can that this and but because when to for with how why what in on not all every error fail fails failed',
  changes:
    'change update set replace move bump make center centre align put swap increase decrease reduce hide lower raise round stack resize rotate turn use switch keep place shift enlarge shrink widen adjust modify edit give color colour colour-code revert fill show toggle bring tweak shorten scale position paint style limit cap default have only include exclude drop substitute',
  adds: 'add insert append put include give log write print set attach',
  removes:
    'remove delete hide drop get_rid_of take_out take_off strip uninstall disable comment_out turn_off lose eliminate cut',
  renames:
    'rename reformat format prettify indent alphabetize alphabetise lint run_prettier run_eslint run_black run_gofmt sort_imports sort_the_imports sort_the_lines sort_the_keys sort_the_list sort_the_entries capitalize capitalise lowercase uppercase uncomment comment_out',
  larger:
    'feature functionality logic option_to options_to ability so_that so_it so_i so_we whenever when_a when_the when_i when_you when_it when_clicked if_a if_the if_i if_you if_it if_there system support algorithm handling automatic automatically every each entire whole across test api endpoint database dynamic animation react allow implement auth integration generate cooler cool beautiful modern better amazing redesign track manager multiple drag upload save fetch persist validate validation network portable script class refactor similar everywhere all_pages all_the_pages all_files all_components responsive mobile dark_mode theme ui_look more_professional realtime interactive multiplayer performance faster smooth physics gameplay camera architecture framework typescript python rust dotnet java nextjs vue async schema table model index backend server docker deploy pipeline type generic interface parser compiler ux actual real based_on depending correct proper features',
  part: 'page form modal section dashboard filter search calendar chart graph map popover popup pop-up dialog wizard menu view screen tab game card widget slider carousel timer login feature setting settings mode flow step table list field dropdown drop-down sidebar panel tracker counter loader spinner notification toast history profile chat editor player level effect module component function method endpoint route command flag parameter argument joystick animation loading weather',
  look: 'color colour border padding margin font font-size size width height icon label text title subtitle heading placeholder button typo spacing link background bg opacity transparent shadow radius corner rounded alignment left right top bottom middle center centered vertical vertically horizontal horizontally bigger smaller larger wider narrower thicker thinner higher lower brighter darker lighter black white red blue green orange yellow purple pink gray grey bold italic uppercase lowercase logo image picture name word caption tooltip header footer nav navbar sidebar column row pixel gap line emoji description prominent wallpaper hero above below under next_to near behind closer sensitive sensitivity volume speed version timeout port date default value constant comment import quote entry key keybinding shortcut url username email phone year number limit delay duration minute message',
  setting:
    '.env env_file config settings keybindings bindings gitignore .gitignore tsconfig package.json yaml readme claude.md changelog',
  broad:
    'suggest recommend design structure architect approach handle scale connect integrate wire migrate optimize optimise improve secure implement hard difficult best better same_config exact_same over_the_internet build make_sure avoid prevent sync recover',
  about:
    'this that it these those them they here our we us you your same other another so_far now yet instead will next left remaining remains',
  leans:
    'those these that_mean did_you do_we_need the_intention will_it by_deploying by_changing by_using by_moving by_adding just_do like_this begin_with',
  huge: 'in_a_loop all_our_pages all_the_pages all_pages all_features all_branches entire_app entire_codebase entire_project entire_system whole_app whole_codebase whole_project from_scratch end_to_end end-to-end fully_functional fully_migrate full_function every_page every_feature deep_research deep_analysis deep_dive complete_app production-ready merge_all',
  fixes:
    'fix debug diagnose troubleshoot solve resolve repair investigate patch find_the_bug find_the_error find_out find_why figure_out look_into make_sure ensure',
  fixing: 'fix_this fix_it fix_the fix_that fix_these fix',
  builds:
    'implement create build write develop generate add integrate design introduce support extend expand enhance improve scaffold redesign rebuild convert configure connect hook_up set_up setup replace make change update remove move turn allow let enable include show display increase reduce',
  reviews:
    'review audit critique scrutinize scrutinise evaluate assess analyze analyse analise analize examine inspect double_check double-check verify validate compare check look_at look_over look_through go_over go_through have_a_look take_a_look',
  scans: 'scan explore study familiarize learn research read dig_into consume understand',
  testing: 'test cover',
  refactors:
    'refactor restructure rewrite clean_up cleanup reorganize reorganise simplify modularize modularise extract decouple deduplicate split optimize optimise streamline tidy rework abstract generalize generalise modernize unify',
  plans:
    'plan make_a_plan come_up_with propose brainstorm design architect outline break_down draft_a_plan think_about think_through strategize prioritize',
  migrates: 'migrate port',
  design:
    'architecture strategy trade-off tradeoff brainstorm suggest recommend alternatives pros_and_cons schema',
  leansBack:
    'these those the_other the_others all_other all_others same above persist persists previous earlier remaining else where_it where_we',
} as const;

export type WordClass = keyof typeof lexicon;
