/// Words that passwords are made of when people give little thought to them.
///
/// Written down folded (see `PasswordRules.fold`). Long passwords that are common are nearly all
/// put together from few such words, with digits and signs between them.
enum CommonPasswords {
    /// The words.
    static let words: [String] = text.split { $0 == " " || $0 == "\n" }.map(String.init)

    private static let text = """
        password passwort passord losenord losen hemligt hemlig secret secrets letmein welcome
        valkommen login logon signin access admin administrator root user anvandare
        guest gast default changeme change change andra mig test testing tester demo example
        qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm azerty iqaz wsx qaz
        abc abcd abcde one two three four five six seven eight nine zero
        monkey dragon shadow master superman batman starwars pokemon football fotboll hockey
        baseball basketball soccer liverpool arsenal chelsea
        iloveyou loveyou ilove love you jag alskar dig alskling sweetheart darling princess
        sunshine sommar sommaren summer winter vinter spring var host autumn fall
        january february march april may june july august september october november december
        januari februari mars maj juni juli augusti oktober
        monday tuesday wednesday thursday friday saturday sunday
        mandag tisdag onsdag torsdag fredag lordag sondag
        sverige sweden svensk stockholm goteborg gothenburg malmo uppsala norge danmark finland
        london paris berlin europe america
        survey enkat undersokning maturity mognad digital kommun stad staden city municipality
        region council government company foretag department forvaltning aggregator agent
        hello hej hejsan hallo god morgon good morning thank you tack
        computer dator internet google facebook windows apple samsung android linux
        michael jennifer jessica charlie daniel anders johan maria anna erik lars karl nils
        family familj mamma pappa mother father sister brother
        freedom whatever trustno trust nobody nothing something anything everything
        flower blomma banana orange cookie chocolate choklad coffee kaffe cheese
        batteri batterystaple correct horse battery staple
        the and for with this that from our new old my your is it in on at of to an och att
        det ar en ett som pa med min din
        """
}
