using Contrail.Identity.Credentials;
using Contrail.Identity.Domain.Users;
using Contrail.Identity.Features;
using Shouldly;
using Xunit;

namespace Contrail.Modules.Tests.Identity;

public sealed class ChoosingPasswords
{
    [Theory]
    [InlineData("correct horse battery", true)]
    [InlineData("пароль для Контрейл", true)]
    [InlineData("ninechars", false)]
    [InlineData("tenletters", true)]
    [InlineData("Password123", false)]
    [InlineData("ada@example.com", false)]
    [InlineData(" ADA@example.com", false)]
    [InlineData("abababababab", false)]
    [InlineData("", false)]
    public void A_password_is_long_and_not_the_first_that_everybody_tries(string password, bool isGood) =>
        new RegisterUserValidator().Validate(new RegisterUserBody("ada@example.com", password, "Ada")).IsValid.ShouldBe(isGood);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_password_is_not_endless(int length, bool isGood) =>
        new RegisterUserValidator().Validate(new RegisterUserBody("ada@example.com", string.Concat(Enumerable.Repeat("xyz", 50))[..length], "Ada")).IsValid.ShouldBe(isGood);

    [Fact]
    public void What_is_left_out_is_refused_and_not_stumbled_over() =>
        new RegisterUserValidator().Validate(new RegisterUserBody(null!, null!, null!)).Errors.Select(e => e.PropertyName).Distinct().ShouldBe(["Email", "Password", "Name"]);

    [Theory]
    [InlineData("name@example.com", true)]
    [InlineData(" Name+tag@Sub.Example.COM ", true)]
    [InlineData("name@example", false)]
    [InlineData("name@@example.com", false)]
    [InlineData("na me@example.com", false)]
    [InlineData("name@example.com\nBcc: all@example.com", false)]
    [InlineData("name@-example.com", false)]
    [InlineData("@example.com", false)]
    public void An_address_is_one_that_a_mail_server_can_be_asked_about(string text, bool isAddress) =>
        EmailAddress.IsAddress(text).ShouldBe(isAddress);

    [Theory]
    [InlineData("O'Brien", true)]
    [InlineData("أحمد", true)]
    [InlineData("Zoë 🛫", true)]
    [InlineData("   ", false)]
    [InlineData("two\nlines", false)]
    public void A_name_is_nearly_everything(string name, bool isGood) =>
        new ChangeProfileValidator().Validate(new ChangeProfileBody(name)).IsValid.ShouldBe(isGood);

    [Fact]
    public void A_hash_is_made_by_its_password_only()
    {
        var hash = Passwords.Hash("correct horse battery");

        (Passwords.Verify(hash, "correct horse battery"), Passwords.Verify(hash, "correct horse batterY"), Passwords.Verify(null, "correct horse battery"))
            .ShouldBe((true, false, false));
        Passwords.Hash("correct horse battery").ShouldNotBe(hash, "each hash has a salt of its own");
    }

    [Fact]
    public void What_is_printed_of_requests_holds_no_password() =>
        $"{new RegisterUserBody("a@b.cd", "secret", "Ada")} {new ChangePasswordBody("secret", "secret")} {new Contrail.Identity.Features.SignIn.SignInBody("a@b.cd", "secret", null)}"
            .ShouldNotContain("secret");
}
